using System;
using System.Collections;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>
/// All objects by handle: the token's, whose records stay in the store and are read when wanted, and the sessions', in RAM. The one
/// place that calls the store, and where its exceptions become return values.
/// </summary>
internal sealed partial class ObjectTable
{
    /// <summary>Handles of session objects have this bit; record ids have not.</summary>
    private const uint SessionBit = 0x80000000;

    private readonly ObjectStore _store;
    private readonly ArrayList _sessionObjects = new ArrayList();
    private ObjectIndex _index = new ObjectIndex();
    private uint _lastNumber;
    private uint _lastSessionObject;

    // Bits of a private token object's handle that no id has: others after each log-out, when the old handles mean nothing any more (5.6).
    private uint _era;

    // The record read last, as a find is mostly followed by reading what was found. Never one with a secret.
    private uint _cachedHandle;
    private StoredObject _cached;

    /// <summary>Makes a table over a store, which is not touched yet.</summary>
    /// <param name="store">The store, which from now on only this table uses.</param>
    public ObjectTable(ObjectStore store)
    {
        _store = store;
    }

    /// <summary>What the store said when it failed last; null where it did not.</summary>
    public StoreException LastStoreError { get; private set; }

    /// <summary>Takes down what the store said to somebody else.</summary>
    /// <param name="error">What it said.</param>
    public void Note(StoreException error) => LastStoreError = error;

    /// <summary>Whether private objects are shown; where they are not, it is as if there were none.</summary>
    public bool ShowsPrivate { get; set; }

    /// <summary>How many token objects could not be read.</summary>
    public int DamagedCount
    {
        get
        {
            int count = 0;
            for (int i = 0; i < _index.Count; i++)
            {
                count += _index.Marks(i) & ObjectIndex.Damaged;
            }

            return count;
        }
    }

    /// <summary>Handles of the token objects that could not be read. They can be destroyed, and nothing else.</summary>
    public uint[] GetDamaged()
    {
        uint[] handles = new uint[DamagedCount];
        int count = 0;
        for (int i = 0; i < _index.Count; i++)
        {
            if ((_index.Marks(i) & ObjectIndex.Damaged) != 0)
            {
                handles[count++] = _index.Id(i);
            }
        }

        return handles;
    }

    /// <summary>Reads every record once to learn what there is. A damaged one is noted and does not hinder the others.</summary>
    /// <returns>CKR_*.</returns>
    public uint Load()
    {
        Forget();
        LastStoreError = null;
        return Reload();
    }

    /// <summary>Does the same again, after another process changed the store: session objects and handles stay.</summary>
    /// <returns>CKR_*; unless it is CKR_OK the table knows what it knew before.</returns>
    public uint Reload()
    {
        try
        {
            ObjectIndex index = new ObjectIndex();
            uint[] ids = _store.GetObjectIds();
            foreach (uint id in ids)
            {
                if (!RecordId.IsObject(id))
                {
                    continue;
                }

                StoredObject content = null;
                byte[] record = null;
                try
                {
                    record = _store.GetObjectValue(id);
                    content = Parse(id, record);
                }
                catch (StoreException error) when (error.Error == StoreError.Damaged)
                {
                    LastStoreError = error;
                }

                index.Add(id, content);
                ObjectStore.GetObjectValueCleanup(record);
                uint number = RecordId.Number(id);
                _lastNumber = number > _lastNumber ? number : _lastNumber;
            }

            _index = index;
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

    /// <summary>Forgets everything that is in RAM; session objects are gone.</summary>
    public void Forget()
    {
        DropSessionObjects();
        _index.Clear();
        _lastNumber = 0;
        Cache(0, null);
    }

    /// <summary>How much the store can take.</summary>
    /// <param name="total">Bytes that an empty store could take; CK_UNAVAILABLE_INFORMATION where it does not know.</param>
    /// <param name="free">Bytes that one more object could take; the same.</param>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint GetMemory(out uint total, out uint free)
    {
        total = 0;
        free = 0;
        try
        {
            total = Known(_store.CapacityBytes);
            free = Known(_store.FreeBytes);
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

    /// <summary>Whether a handle means a token object.</summary>
    /// <param name="handle">The handle.</param>
    public static bool IsTokenObject(uint handle) => (handle & SessionBit) == 0;

    /// <summary>Whether there is such an object, without reading it. A damaged one counts as private.</summary>
    /// <param name="handle">The object's handle.</param>
    public bool Exists(uint handle)
    {
        if (IsTokenObject(handle))
        {
            int place = _index.Find(handle & RecordId.Mask);
            return place >= 0 && Handle(place) == handle && (ShowsPrivate || _index.Marks(place) == 0);
        }

        int found = FindSessionObject(handle);
        return found >= 0 && (ShowsPrivate || !At(found).IsPrivate);
    }

    /// <summary>Reads an object. Give it to <see cref="Release"/> after use.</summary>
    /// <param name="handle">The object's handle.</param>
    /// <param name="content">The object.</param>
    /// <returns>CKR_OK, CKR_OBJECT_HANDLE_INVALID, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint Read(uint handle, out StoredObject content)
    {
        content = null;
        if (!Exists(handle))
        {
            return CKR.CKR_OBJECT_HANDLE_INVALID;
        }

        if (!IsTokenObject(handle))
        {
            content = At(FindSessionObject(handle)).Content;
            return CKR.CKR_OK;
        }

        if (handle == _cachedHandle && _cached != null)
        {
            content = _cached;
            return CKR.CKR_OK;
        }

        return ReadToken(handle, out content);
    }

    private uint ReadToken(uint handle, out StoredObject content)
    {
        content = null;
        try
        {
            uint id = handle & RecordId.Mask;
            content = Parse(id, _store.GetObjectValue(id));
            if (!content.HoldsSecret)
            {
                Cache(handle, content);
            }

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

    /// <summary>Clears what <see cref="Read"/> read from the store, if it holds a secret.</summary>
    /// <param name="handle">The object's handle.</param>
    /// <param name="content">The object, or null.</param>
    public static void Release(uint handle, StoredObject content)
    {
        if (content != null && IsTokenObject(handle))
        {
            content.Clear();
        }
    }

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
            handle = Handle(_index.Find(id));
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
            uint id = handle & RecordId.Mask;
            _store.SaveObject(id, content.Record);
            _index.Set(_index.Find(id), content);
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
            uint id = handle & RecordId.Mask;
            _store.DeleteObject(id);
            _index.RemoveAt(_index.Find(id));
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

    /// <summary>Whether there is a token object, shown or not.</summary>
    /// <param name="id">Its handle.</param>
    public bool Holds(uint id) => _index.Find(id) >= 0;

    /// <summary>The handles that the next two token objects get, a public and a private key.</summary>
    /// <param name="publicId">Handle of the first.</param>
    /// <param name="privateId">Handle of the second.</param>
    public void PlanPair(out uint publicId, out uint privateId)
    {
        uint number = NumberAfter(_lastNumber);
        publicId = RecordId.Make(CKO.CKO_PUBLIC_KEY, number);
        privateId = RecordId.Make(CKO.CKO_PRIVATE_KEY, NumberAfter(number));
    }

    /// <summary>Whether it was damage of a record that just made a call fail.</summary>
    /// <param name="rv">What the call returned.</param>
    public bool IsDamaged(uint rv) => rv == CKR.CKR_DEVICE_ERROR && LastStoreError.Error == StoreError.Damaged;

    private static uint Known(int bytes) => bytes < 0 ? CK.CK_UNAVAILABLE_INFORMATION : (uint)bytes;

    private static StoredObject Parse(uint id, byte[] record)
    {
        StoredObject content = record == null ? null : StoredObject.FromRecord(record);
        if (content == null || content.Class != RecordId.Class(id))
        {
            // It may have been a key before it went bad.
            ObjectStore.GetObjectValueCleanup(record);
            throw Damage(id);
        }

        return content;
    }

    private static StoreException Damage(uint id) => new StoreException(StoreError.Damaged, "record " + id.ToString("X8") + " is not of format 1");

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

    private uint Handle(int place) => (_index.Marks(place) & ObjectIndex.Private) == 0 ? _index.Id(place) : _index.Id(place) | _era;

    private void Cache(uint handle, StoredObject content)
    {
        _cachedHandle = handle;
        _cached = content;
    }

    private uint Failed(StoreException error)
    {
        LastStoreError = error;
        return error.Error == StoreError.Full ? CKR.CKR_DEVICE_MEMORY : CKR.CKR_DEVICE_ERROR;
    }
}
