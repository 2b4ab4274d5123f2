using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// Object store on a drive with a file system: each record a file with a checksum inside. A new value is a new file of the next generation; the older one
/// goes afterwards. DRIVE.md has the files and why.
/// </summary>
/// <remarks>
/// What was deleted may stay readable on the medium: a file system does not overwrite. RAM: 10 bytes a record while open, and the file that is being read or
/// written. Files with other names are left alone.
/// </remarks>
public sealed class DriveStore : ObjectStore
{
    private const int LargestValue = 0x10000;

    /// <summary>Length of a record that was not read yet.</summary>
    private const int Unread = -1;

    private readonly IDrive _drive;
    private uint[] _ids = new uint[8];
    private ushort[] _generations = new ushort[8];
    private int[] _lengths = new int[8];
    private int _count;

    /// <summary>Files that should be gone may be there: nothing is changed before they are.</summary>
    private bool _hasLeftovers;

    private DriveStore(IDrive drive)
    {
        _drive = drive;
    }

    /// <summary>-1: a drive does not tell how much room it has. A value may have up to 64 KB.</summary>
    public override int FreeBytes => -1;

    /// <inheritdoc cref="FreeBytes"/>
    public override int CapacityBytes => -1;

    /// <summary>Opens the store of a drive and finishes what an interruption left.</summary>
    /// <param name="drive">The drive.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.NotFormatted"/>, <see cref="StoreError.Foreign"/>, <see cref="StoreError.Version"/>
    /// or <see cref="StoreError.Device"/>.</exception>
    public static DriveStore Open(IDrive drive)
    {
        DriveStore store = new DriveStore(drive);
        string[] names = drive.GetFileNames();
        bool hasRecords = false;
        for (int i = 0; i < names.Length; i++)
        {
            if (DriveFile.Is(names[i], DriveFile.WipeName))
            {
                store.Clear();
                return store;
            }

            hasRecords |= DriveFile.TryParse(names[i], out _, out _);
        }

        byte[] mark = drive.Read(DriveFile.MarkName);
        if (mark == null && !hasRecords)
        {
            throw new StoreException(StoreError.NotFormatted, DriveFile.MarkName + " missing");
        }

        if (mark == null || mark.Length < 1 || mark[0] == 0 || mark[0] == 0xFF)
        {
            throw new StoreException(StoreError.Foreign, DriveFile.MarkName);
        }

        if (mark[0] > DriveFile.Version)
        {
            throw new StoreException(StoreError.Version, "format " + mark[0]);
        }

        store.Scan(names);
        return store;
    }

    /// <summary>Deletes all records of a drive and makes an empty store of it. Files that are not records stay.</summary>
    /// <param name="drive">The drive.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the drive does not answer.</exception>
    public static DriveStore Format(IDrive drive)
    {
        DriveStore store = new DriveStore(drive);
        store.Wipe();
        return store;
    }

    /// <inheritdoc/>
    public override void SaveObject(uint id, byte[] value)
    {
        if (id == 0 || value == null)
        {
            throw new ArgumentException("no record");
        }

        if (value.Length > LargestValue)
        {
            throw new StoreException(StoreError.Full, value.Length + " bytes");
        }

        RemoveLeftovers();
        int at = Find(id);
        int old = at < 0 ? DriveFile.Absence : _generations[at];
        if (at < 0)
        {
            // Until this file goes there was nothing, however much of the value lies there.
            Write(DriveFile.NameOf(id, DriveFile.Absence), []);
        }

        int generation = DriveFile.Next(old);
        byte[] file = DriveFile.Pack(id, generation, value);
        try
        {
            Write(DriveFile.NameOf(id, generation), file);
        }
        catch (StoreException)
        {
            if (at < 0 && !_hasLeftovers)
            {
                TryDelete(DriveFile.NameOf(id, DriveFile.Absence));
            }

            throw;
        }
        finally
        {
            Array.Clear(file, 0, file.Length);
        }

        if (at >= 0)
        {
            RemoveAt(at);
        }

        Add(id, generation, value.Length);
        Delete(DriveFile.NameOf(id, old));
    }

    /// <inheritdoc/>
    public override int FindObject(uint id)
    {
        int at = Find(id);
        if (at < 0)
        {
            return -1;
        }

        if (_lengths[at] == Unread)
        {
            byte[] file = _drive.Read(DriveFile.NameOf(id, _generations[at]));
            _lengths[at] = DriveFile.LengthOf(file);
            GetObjectValueCleanup(file);
        }

        return _lengths[at];
    }

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id)
    {
        int at = Find(id);
        if (at < 0)
        {
            return null;
        }

        string name = DriveFile.NameOf(id, _generations[at]);
        byte[] file = _drive.Read(name);
        _lengths[at] = DriveFile.LengthOf(file);
        if (!DriveFile.IsValid(file, id, _generations[at]))
        {
            throw new StoreException(StoreError.Damaged, name);
        }

        byte[] value = new byte[_lengths[at]];
        Array.Copy(file, DriveFile.HeaderSize, value, 0, value.Length);
        Array.Clear(file, 0, file.Length);
        return value;
    }

    /// <inheritdoc/>
    public override bool DeleteObject(uint id)
    {
        RemoveLeftovers();
        int at = Find(id);
        if (at < 0)
        {
            return false;
        }

        Delete(DriveFile.NameOf(id, _generations[at]));
        RemoveAt(at);
        return true;
    }

    /// <inheritdoc/>
    public override uint[] GetObjectIds()
    {
        uint[] ids = new uint[_count];
        Array.Copy(_ids, ids, _count);
        return ids;
    }

    /// <inheritdoc/>
    public override void Wipe()
    {
        _drive.Write(DriveFile.WipeName, []);
        Clear();
    }

    /// <summary>Deletes all records, while the wipe's file stands, and marks the drive as an empty store.</summary>
    private void Clear()
    {
        _hasLeftovers = true;
        string[] names = _drive.GetFileNames();
        for (int i = 0; i < names.Length; i++)
        {
            if (DriveFile.TryParse(names[i], out _, out _))
            {
                _drive.Delete(names[i]);
            }
        }

        _count = 0;
        _drive.Write(DriveFile.MarkName, [DriveFile.Version]);
        _drive.Delete(DriveFile.WipeName);
        _hasLeftovers = false;
    }

    /// <summary>Takes stock of the files. Only where a record has two, they are read.</summary>
    private void Scan(string[] names)
    {
        _count = 0;
        for (int i = 0; i < names.Length; i++)
        {
            if (DriveFile.TryParse(names[i], out uint id, out int generation))
            {
                int other = Find(id);
                if (other < 0)
                {
                    Add(id, generation, Unread);
                }
                else if (DriveFile.IsNewer(generation, _generations[other]))
                {
                    _generations[other] = (ushort)Choose(id, generation, _generations[other]);
                }
                else
                {
                    _generations[other] = (ushort)Choose(id, _generations[other], generation);
                }
            }
        }

        for (int i = _count - 1; i >= 0; i--)
        {
            if (_generations[i] == DriveFile.Absence)
            {
                if (!_hasLeftovers)
                {
                    TryDelete(DriveFile.NameOf(_ids[i], DriveFile.Absence));
                }

                RemoveAt(i);
            }
        }
    }

    /// <summary>Deletes one of two files of a record.</summary>
    /// <returns>The generation that stays: the newer one where it is whole.</returns>
    private int Choose(uint id, int newer, int older)
    {
        string newName = DriveFile.NameOf(id, newer);
        string oldName = DriveFile.NameOf(id, older);
        if (IsWhole(newName, id, newer) || (older != DriveFile.Absence && !IsWhole(oldName, id, older)))
        {
            TryDelete(oldName);
            return newer;
        }

        TryDelete(newName);
        return older;
    }

    private bool IsWhole(string name, uint id, int generation)
    {
        byte[] file = _drive.Read(name);
        bool whole = DriveFile.IsValid(file, id, generation);
        GetObjectValueCleanup(file);
        return whole;
    }

    /// <summary>Has nothing change while an older file could come back for a newer one.</summary>
    private void RemoveLeftovers()
    {
        if (!_hasLeftovers)
        {
            return;
        }

        string[] names = _drive.GetFileNames();
        for (int i = 0; i < names.Length; i++)
        {
            if (DriveFile.Is(names[i], DriveFile.WipeName))
            {
                Clear();
                return;
            }
        }

        _hasLeftovers = false;
        Scan(names);
        if (_hasLeftovers)
        {
            throw new StoreException(StoreError.Device, "files do not go");
        }
    }

    private void Write(string name, byte[] content)
    {
        try
        {
            _drive.Write(name, content);
        }
        catch (StoreException)
        {
            // A part of it may lie there.
            TryDelete(name);
            throw;
        }
    }

    private void Delete(string name)
    {
        try
        {
            _drive.Delete(name);
        }
        catch (StoreException)
        {
            _hasLeftovers = true;
            throw;
        }
    }

    private void TryDelete(string name)
    {
        try
        {
            _drive.Delete(name);
        }
        catch (StoreException)
        {
            _hasLeftovers = true;
        }
    }

    private int Find(uint id)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_ids[i] == id)
            {
                return i;
            }
        }

        return -1;
    }

    private void Add(uint id, int generation, int length)
    {
        if (_count == _ids.Length)
        {
            uint[] ids = new uint[_count + 8];
            Array.Copy(_ids, ids, _count);
            _ids = ids;
            ushort[] generations = new ushort[_count + 8];
            Array.Copy(_generations, generations, _count);
            _generations = generations;
            int[] lengths = new int[_count + 8];
            Array.Copy(_lengths, lengths, _count);
            _lengths = lengths;
        }

        _ids[_count] = id;
        _generations[_count] = (ushort)generation;
        _lengths[_count++] = length;
    }

    private void RemoveAt(int at)
    {
        _count--;
        Array.Copy(_ids, at + 1, _ids, at, _count - at);
        Array.Copy(_generations, at + 1, _generations, at, _count - at);
        Array.Copy(_lengths, at + 1, _lengths, at, _count - at);
    }
}
