using System;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <content>The system's records, which are no objects.</content>
internal sealed partial class ObjectTable
{
    /// <summary>Reads one of the token's own records.</summary>
    /// <param name="id">One of <see cref="SystemRecord"/>.</param>
    /// <param name="length">Bytes that it must have.</param>
    /// <param name="record">The record; null where there is none.</param>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint ReadSystem(uint id, int length, out byte[] record)
    {
        record = null;
        try
        {
            byte[] read = _store.GetObjectValue(id);
            if (read != null && (read.Length != length || read[0] != SystemFormat.Version))
            {
                throw Damage(id);
            }

            record = read;
            return CKR.CKR_OK;
        }
        catch (StoreException error)
        {
            return Failed(error);
        }
        catch (OutOfMemoryException)
        {
            return CKR.CKR_HOST_MEMORY;
        }
    }

    /// <summary>Saves one of the token's own records.</summary>
    /// <param name="id">One of <see cref="SystemRecord"/>.</param>
    /// <param name="record">Its bytes.</param>
    /// <returns>CKR_OK, CKR_DEVICE_MEMORY, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint WriteSystem(uint id, byte[] record)
    {
        try
        {
            _store.SaveObject(id, record);
            return CKR.CKR_OK;
        }
        catch (StoreException error)
        {
            return Failed(error);
        }
        catch (OutOfMemoryException)
        {
            return CKR.CKR_HOST_MEMORY;
        }
    }

    /// <summary>Deletes one of the token's own records.</summary>
    /// <param name="id">One of <see cref="SystemRecord"/>.</param>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint DeleteSystem(uint id)
    {
        try
        {
            _store.DeleteObject(id);
            return CKR.CKR_OK;
        }
        catch (StoreException error)
        {
            return Failed(error);
        }
        catch (OutOfMemoryException)
        {
            return CKR.CKR_HOST_MEMORY;
        }
    }
}
