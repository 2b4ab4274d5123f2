using System;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <content>Objects made, changed and destroyed, and the numbers of their handles.</content>
internal sealed partial class ObjectTable
{
    /// <summary>Adds an object.</summary>
    /// <param name="isToken">Whether it goes into the store.</param>
    /// <param name="session">Handle of the session that makes it.</param>
    /// <param name="content">The object; belongs to the table from now on.</param>
    /// <param name="handle">Its handle.</param>
    /// <returns>CKR_OK, CKR_DEVICE_MEMORY, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint Add(bool isToken, uint session, StoredObject content, out uint handle)
    {
        handle = CK.CK_INVALID_HANDLE;
        try
        {
            if (!isToken)
            {
                _lastSessionObject = (_lastSessionObject + 1) & ~SessionBit;
                SessionObject added = new SessionObject(_lastSessionObject | SessionBit, session, content);
                _sessionObjects.Add(added);
                handle = added.Handle;
                return CKR.CKR_OK;
            }

            _index.Reserve();
            uint id = RecordId.Make(content.Class, NumberAfter(_lastNumber));
            _store.SaveObject(id, content.Record);
            _lastNumber = RecordId.Number(id);
            _index.Add(id, content);
            handle = id;
            content.Clear();
            return CKR.CKR_OK;
        }
        catch (StoreException error)
        {
            content.Clear();
            return Failed(error);
        }
        catch (OutOfMemoryException)
        {
            content.Clear();
            return CKR.CKR_HOST_MEMORY;
        }
    }

    /// <summary>Puts another version of an object in its place.</summary>
    /// <param name="handle">Handle of an object that exists.</param>
    /// <param name="content">Its new version; belongs to the table from now on.</param>
    /// <returns>CKR_OK, CKR_DEVICE_MEMORY, CKR_DEVICE_ERROR or CKR_HOST_MEMORY; the old version stands unless it is CKR_OK.</returns>
    public uint Replace(uint handle, StoredObject content)
    {
        if (!IsTokenObject(handle))
        {
            SessionObject item = At(FindSessionObject(handle));
            item.Content.Clear();
            item.Content = content;
            return CKR.CKR_OK;
        }

        try
        {
            _store.SaveObject(handle, content.Record);
            _index.Set(_index.Find(handle), content);
            Cache(0, null);
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
        finally
        {
            content.Clear();
        }
    }

    /// <summary>Destroys an object.</summary>
    /// <param name="handle">Handle of an object that exists.</param>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint Delete(uint handle)
    {
        if (!IsTokenObject(handle))
        {
            DropAt(FindSessionObject(handle));
            return CKR.CKR_OK;
        }

        try
        {
            _store.DeleteObject(handle);
            _index.RemoveAt(_index.Find(handle));
            Cache(0, null);
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

    /// <summary>Destroys every token object that may be destroyed, shown or not, the damaged too.</summary>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint DestroyAll()
    {
        for (int i = _index.Count - 1; i >= 0; i--)
        {
            uint handle = _index.Id(i);
            uint rv = ReadToken(handle, out StoredObject content);
            bool stays = rv == CKR.CKR_OK && !content.Has(AttributeFlag.Destroyable);
            Release(handle, content);
            if (rv == CKR.CKR_OK ? !stays : IsDamaged(rv))
            {
                rv = Delete(handle);
            }

            if (rv != CKR.CKR_OK)
            {
                return rv;
            }
        }

        return CKR.CKR_OK;
    }

    /// <summary>The handles that the next two token objects get, a public and a private key.</summary>
    /// <param name="publicId">Handle of the first.</param>
    /// <param name="privateId">Handle of the second.</param>
    public void PlanPair(out uint publicId, out uint privateId)
    {
        uint number = NumberAfter(_lastNumber);
        publicId = RecordId.Make(CKO.CKO_PUBLIC_KEY, number);
        privateId = RecordId.Make(CKO.CKO_PRIVATE_KEY, NumberAfter(number));
    }

    // The number after the last, as a handle should not soon mean another object; from the start again when they are used up.
    private uint NumberAfter(uint number)
    {
        bool taken;
        do
        {
            number = number == RecordId.MaxNumber ? 1 : number + 1;
            taken = false;
            for (int i = 0; i < _index.Count && !taken; i++)
            {
                taken = RecordId.Number(_index.Id(i)) == number;
            }
        }
        while (taken);

        return number;
    }
}
