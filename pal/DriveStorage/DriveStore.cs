using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// Object store on a drive with a file system: each record a file with a checksum inside. A new value is a new file of the next generation; the older one
/// goes afterwards. DRIVE.md has the files and why.
/// </summary>
/// <remarks>
/// What was deleted may stay readable on the medium: a file system does not overwrite. RAM: 14 bytes a record while open, and the file that is being read or
/// written. Files with other names are left alone.
/// </remarks>
public sealed class DriveStore : ObjectStore
{
    private const int LargestValue = 0x10000;

    private readonly IDrive _drive;
    private DriveIndex _index = new DriveIndex();
    private uint _nextSerial;

    /// <summary>An operation failed half way: what lies on the drive is to be looked at again before anything else.</summary>
    private bool _isStale = true;

    /// <summary>Files that should be gone are there: nothing may change before they go, or they could come back for newer ones.</summary>
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
        store.EnsureFresh();
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

        PrepareChange();
        int at = _index.Find(id);
        int old = at < 0 ? DriveFile.Absence : _index.Generations[at];
        int generation = DriveFile.Next(old);
        uint serial = _nextSerial++;
        _isStale = true;
        if (at < 0)
        {
            // While this file is there, there is no record, however much of it is.
            Write(DriveFile.NameOf(id, DriveFile.Absence), []);
        }

        byte[] file = DriveFile.Pack(id, generation, serial, value);
        try
        {
            Write(DriveFile.NameOf(id, generation), file);
        }
        finally
        {
            Array.Clear(file, 0, file.Length);
        }

        _drive.Delete(DriveFile.NameOf(id, old));
        if (at >= 0)
        {
            _index.RemoveAt(at);
        }

        _index.Add(id, generation, serial, value.Length);
        _isStale = false;
    }

    /// <inheritdoc/>
    public override int FindObject(uint id)
    {
        EnsureFresh();
        int at = _index.Find(id);
        return at < 0 ? -1 : _index.Lengths[at];
    }

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id)
    {
        EnsureFresh();
        int at = _index.Find(id);
        if (at < 0)
        {
            return null;
        }

        string name = DriveFile.NameOf(id, _index.Generations[at]);
        byte[] file = _drive.Read(name);
        if (!DriveFile.IsValid(file, id, _index.Generations[at]))
        {
            GetObjectValueCleanup(file);
            throw new StoreException(StoreError.Damaged, name);
        }

        byte[] value = new byte[file.Length - DriveFile.HeaderSize];
        Array.Copy(file, DriveFile.HeaderSize, value, 0, value.Length);
        Array.Clear(file, 0, file.Length);
        return value;
    }

    /// <inheritdoc/>
    public override bool DeleteObject(uint id)
    {
        PrepareChange();
        int at = _index.Find(id);
        if (at < 0)
        {
            return false;
        }

        _isStale = true;
        _drive.Delete(DriveFile.NameOf(id, _index.Generations[at]));
        _index.RemoveAt(at);
        _isStale = false;
        return true;
    }

    /// <inheritdoc/>
    public override uint[] GetObjectIds()
    {
        EnsureFresh();
        uint[] ids = new uint[_index.Count];
        Array.Copy(_index.Ids, ids, ids.Length);
        return ids;
    }

    /// <inheritdoc/>
    public override void Wipe()
    {
        _isStale = true;
        _drive.Write(DriveFile.WipeName, []);
        FinishWipe(_drive.GetFileNames());
        EnsureFresh();
    }

    private void EnsureFresh()
    {
        if (_isStale)
        {
            string[] names = _drive.GetFileNames();
            if (Contains(names, DriveFile.WipeName))
            {
                FinishWipe(names);
                names = _drive.GetFileNames();
            }

            CheckMark(names);
            Scan(names);
            _isStale = false;
        }
    }

    private void PrepareChange()
    {
        _isStale |= _hasLeftovers;
        EnsureFresh();
        if (_hasLeftovers)
        {
            throw new StoreException(StoreError.Device, "cannot delete files");
        }
    }

    private static bool Contains(string[] names, string own)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (DriveFile.Is(names[i], own))
            {
                return true;
            }
        }

        return false;
    }

    private void CheckMark(string[] names)
    {
        byte[] mark = _drive.Read(DriveFile.MarkName);
        bool hasRecords = false;
        for (int i = 0; i < names.Length; i++)
        {
            hasRecords |= DriveFile.TryParse(names[i], out _, out _);
        }

        if (mark == null && !hasRecords)
        {
            throw new StoreException(StoreError.NotFormatted, DriveFile.MarkName + " missing");
        }

        if (mark == null || mark.Length < 1 || mark[0] == 0 || mark[0] == 0xFF)
        {
            throw new StoreException(StoreError.Foreign, DriveFile.MarkName);
        }

        if (mark[0] != DriveFile.Version)
        {
            throw new StoreException(StoreError.Version, "format " + mark[0]);
        }
    }

    /// <summary>Deletes all records, while the wipe's file stands, and marks the drive as a store.</summary>
    private void FinishWipe(string[] names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (DriveFile.TryParse(names[i], out _, out _))
            {
                _drive.Delete(names[i]);
            }
        }

        _drive.Write(DriveFile.MarkName, [DriveFile.Version]);
        _drive.Delete(DriveFile.WipeName);
    }

    /// <summary>Takes stock of the files; of two of one record the newer one wins if it is whole, and the other goes.</summary>
    private void Scan(string[] names)
    {
        DriveIndex index = new DriveIndex();
        _index = index;
        _nextSerial = 1;
        _hasLeftovers = false;
        for (int i = 0; i < names.Length; i++)
        {
            if (DriveFile.TryParse(names[i], out uint id, out int generation))
            {
                Consider(id, generation);
            }
        }

        for (int i = index.Count - 1; i >= 0; i--)
        {
            uint id = index.Ids[i];
            int generation = index.Generations[i];
            if (generation == DriveFile.Absence)
            {
                // Not before what it speaks of is gone.
                if (!_hasLeftovers)
                {
                    TryDelete(DriveFile.NameOf(id, generation));
                }

                index.RemoveAt(i);
            }
            else if (index.Lengths[i] < 0)
            {
                // Complete once, and not whole now: reading it says so.
                index.Lengths[i] = ~index.Lengths[i];
            }
        }
    }

    /// <summary>Adds a file to the index, where the length of one that is not whole stands inverted.</summary>
    private void Consider(uint id, int generation)
    {
        byte[] file = _drive.Read(DriveFile.NameOf(id, generation));
        int length = DriveFile.LengthOf(file);
        uint serial = 0;
        if (DriveFile.IsValid(file, id, generation))
        {
            serial = DriveFile.SerialOf(file);
            if (serial >= _nextSerial)
            {
                _nextSerial = serial + 1;
            }
        }
        else
        {
            length = ~length;
        }

        GetObjectValueCleanup(file);
        DriveIndex index = _index;
        int at = index.Find(id);
        if (at < 0)
        {
            index.Add(id, generation, serial, length);
            return;
        }

        int other = index.Generations[at];
        bool isNewer = DriveFile.IsNewer(generation, other);

        // The older one wins only over a newer one that was interrupted; a generation that says "nothing" needs no content.
        bool newerIsWhole = isNewer ? length >= 0 : index.Lengths[at] >= 0;
        bool olderIsSound = isNewer ? other == DriveFile.Absence || index.Lengths[at] >= 0 : generation == DriveFile.Absence || length >= 0;
        if (isNewer == (newerIsWhole || !olderIsSound))
        {
            TryDelete(DriveFile.NameOf(id, other));
            index.RemoveAt(at);
            index.Add(id, generation, serial, length);
        }
        else
        {
            TryDelete(DriveFile.NameOf(id, generation));
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
            // A part of it may lie there, and takes room. Where it does not go now, the next operation finds it.
            TryDelete(name);
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
}
