using System;

namespace NfToken.Pal;

/// <summary>
/// The platform abstraction layer's object store: named after the four functions of Amazon FreeRTOS's PKCS #11 PAL (SaveObject,
/// FindObject, GetObjectValue, GetObjectValueCleanup), with deletion and enumeration besides. Knows 32-bit record ids and bytes,
/// no labels.
/// </summary>
/// <remarks>
/// Saving and deleting are atomic and durable: after a loss of power at any moment each record is either its old or its new
/// value, whole. Damage is found and reported, never returned as data. A store is not safe under threads: its owner locks.
/// </remarks>
public abstract class ObjectStore
{
    /// <summary>Saves a record, in place of an older one of the same id.</summary>
    /// <param name="id">Record id, not 0.</param>
    /// <param name="value">The bytes; the caller's array is not kept.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Full"/>: there is no room, and the old value stands;
    /// <see cref="StoreError.Device"/>: the part failed.</exception>
    public abstract void SaveObject(uint id, byte[] value);

    /// <summary>Looks a record up without reading it.</summary>
    /// <param name="id">Record id.</param>
    /// <returns>Length of its value in bytes, or -1 where there is none.</returns>
    public abstract int FindObject(uint id);

    /// <summary>Reads a record, checked.</summary>
    /// <param name="id">Record id.</param>
    /// <returns>A new array, which the caller may change, or null where there is no such record. Give arrays that hold secrets
    /// to <see cref="GetObjectValueCleanup"/>.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Damaged"/>: the bytes do not match their checksum.</exception>
    public abstract byte[] GetObjectValue(uint id);

    /// <summary>Deletes a record. Where the part can, its bytes are overwritten or erased before this returns.</summary>
    /// <param name="id">Record id.</param>
    /// <returns>False where there was no such record.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the part failed.</exception>
    public abstract bool DeleteObject(uint id);

    /// <summary>Ids of all records, in the order of their last saving: a record that was replaced goes to the end.</summary>
    public abstract uint[] GetObjectIds();

    /// <summary>Bytes of values that the store could still take, were they saved as one new record; -1 where that cannot be known (a drive).</summary>
    public abstract int FreeBytes { get; }

    /// <summary>Bytes of values that an empty store could take, saved as one record; -1 where that cannot be known.</summary>
    public abstract int CapacityBytes { get; }

    /// <summary>Destroys every record, the system's included, and leaves an empty store.</summary>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the part failed.</exception>
    public abstract void Wipe();

    /// <summary>Clears a value that <see cref="GetObjectValue"/> returned. Null is allowed.</summary>
    /// <param name="value">The array to fill with zeros.</param>
    public static void GetObjectValueCleanup(byte[] value)
    {
        if (value != null)
        {
            Array.Clear(value, 0, value.Length);
        }
    }
}
