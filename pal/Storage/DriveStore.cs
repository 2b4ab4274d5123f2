using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// Object store on a drive with a file system: each record a file <c>IIIIIIII.GGG</c>, the record id and a generation in
/// hexadecimal, with a checksum inside. A new value is a new file of the next generation; the older one goes afterwards.
/// </summary>
/// <remarks>
/// What was deleted may stay readable on the medium: a file system does not overwrite. RAM: 14 bytes a record while open.
/// The file <c>FORMAT.NFT</c> marks the drive as a store; files with other names are left alone.
/// </remarks>
public sealed class DriveStore : ObjectStore
{
    /// <summary>Name of the file that says that this is a store; its content is the format version.</summary>
    private const string MarkName = "FORMAT.NFT";

    private const byte Version = 2;

    /// <summary>
    /// Magic (4), length (4), id (4), generation (4), serial (4: rises with each save in the store, and tells their order), CRC-32 of those and of
    /// the value (4).
    /// </summary>
    private const int HeaderSize = 24;

    private const int CrcAt = 20;

    private const uint Magic = 0x4453464E;

    /// <summary>Generations count in 12 bits and start again.</summary>
    private const int Generations = 0x1000;

    private const int LargestValue = 0x10000;

    private readonly IDrive _drive;
    private uint[] _ids = new uint[8];
    private ushort[] _generations = new ushort[8];
    private uint[] _serials = new uint[8];
    private int[] _lengths = new int[8];
    private int _count;
    private uint _nextSerial;

    /// <summary>An operation failed half way: what lies on the drive is to be looked at again before anything else.</summary>
    private bool _isStale;

    private DriveStore(IDrive drive)
    {
        _drive = drive;
    }

    /// <summary>The drive tells no free space; what one value may have.</summary>
    public override int FreeBytes => LargestValue;

    /// <inheritdoc/>
    public override int CapacityBytes => LargestValue;

    /// <summary>Opens the store of a drive and removes what an interruption left.</summary>
    /// <param name="drive">The drive.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.NotFormatted"/>, <see cref="StoreError.Foreign"/>, <see cref="StoreError.Version"/>
    /// or <see cref="StoreError.Device"/>.</exception>
    public static DriveStore Open(IDrive drive)
    {
        byte[] mark = drive.Read(MarkName);
        // Empty is what an interrupted format leaves.
        if (mark == null || mark.Length == 0)
        {
            throw new StoreException(StoreError.NotFormatted, MarkName + " missing");
        }

        if (mark[0] == 0 || mark[0] == 0xFF)
        {
            throw new StoreException(StoreError.Foreign, MarkName);
        }

        if (mark[0] != Version)
        {
            throw new StoreException(StoreError.Version, "format " + mark[0]);
        }

        DriveStore store = new DriveStore(drive);
        store.Scan();
        return store;
    }

    /// <summary>
    /// Deletes all records of a drive and makes an empty store of it; until that is done it is none. Files that are not records stay.
    /// </summary>
    /// <param name="drive">The drive.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the drive does not answer.</exception>
    public static DriveStore Format(IDrive drive)
    {
        drive.Delete(MarkName);
        DriveStore store = new DriveStore(drive);
        store.Wipe();
        drive.Write(MarkName, [Version]);
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

        EnsureFresh();
        int at = Find(id);
        int old = at < 0 ? 0 : _generations[at];
        int generation = (old + 1) % Generations;
        uint serial = _nextSerial++;
        byte[] file = Pack(id, generation, serial, value);
        string name = NameOf(id, generation);
        _isStale = true;
        try
        {
            _drive.Write(name, file);
        }
        catch (StoreException failure)
        {
            if (failure.Error == StoreError.Full)
            {
                // A part of it may lie there.
                TryDelete(name);
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
            _drive.Delete(NameOf(id, old));
        }

        Add(id, generation, serial, value.Length);
        _isStale = false;
    }

    /// <inheritdoc/>
    public override int FindObject(uint id)
    {
        EnsureFresh();
        int at = Find(id);
        return at < 0 ? -1 : _lengths[at];
    }

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id)
    {
        EnsureFresh();
        int at = Find(id);
        if (at < 0)
        {
            return null;
        }

        string name = NameOf(id, _generations[at]);
        byte[] file = _drive.Read(name);
        if (!IsValid(file, id, _generations[at]))
        {
            throw new StoreException(StoreError.Damaged, name);
        }

        byte[] value = new byte[file.Length - HeaderSize];
        Array.Copy(file, HeaderSize, value, 0, value.Length);
        Array.Clear(file, 0, file.Length);
        return value;
    }

    /// <inheritdoc/>
    public override bool DeleteObject(uint id)
    {
        EnsureFresh();
        int at = Find(id);
        if (at < 0)
        {
            return false;
        }

        _isStale = true;
        _drive.Delete(NameOf(id, _generations[at]));
        RemoveAt(at);
        _isStale = false;
        return true;
    }

    /// <inheritdoc/>
    public override uint[] GetObjectIds()
    {
        EnsureFresh();
        uint[] ids = new uint[_count];
        Array.Copy(_ids, ids, _count);
        return ids;
    }

    /// <inheritdoc/>
    public override void Wipe()
    {
        _isStale = true;
        string[] names = _drive.GetFileNames();

        // Interrupted, it must not leave keys without the PIN and the lock that guard them.
        DeleteFiles(names, false);
        DeleteFiles(names, true);
        _count = 0;
        _nextSerial = 1;
        _isStale = false;
    }

    private static string NameOf(uint id, int generation) => id.ToString("X8") + "." + generation.ToString("X3");

    /// <summary>Takes a record's name apart.</summary>
    private static bool TryParse(string name, out uint id, out int generation)
    {
        id = 0;
        generation = 0;
        if (name.Length != 12 || name[8] != '.')
        {
            return false;
        }

        for (int i = 0; i < 12; i++)
        {
            if (i != 8)
            {
                int digit = DigitOf(name[i]);
                if (digit < 0)
                {
                    return false;
                }

                if (i < 8)
                {
                    id = id << 4 | (uint)digit;
                }
                else
                {
                    generation = generation << 4 | digit;
                }
            }
        }

        return id != 0;
    }

    private static int DigitOf(char character)
    {
        if (character >= '0' && character <= '9')
        {
            return character - '0';
        }

        // FAT drivers may give short names in lower case.
        char upper = (char)(character & 0x5F);
        return upper >= 'A' && upper <= 'F' ? upper - 'A' + 10 : -1;
    }

    private static byte[] Pack(uint id, int generation, uint serial, byte[] value)
    {
        byte[] file = new byte[HeaderSize + value.Length];
        Put(file, 0, Magic);
        Put(file, 4, (uint)value.Length);
        Put(file, 8, id);
        Put(file, 12, (uint)generation);
        Put(file, 16, serial);
        Array.Copy(value, 0, file, HeaderSize, value.Length);
        Put(file, CrcAt, Crc32.Update(Crc32.Update(0, file, 0, CrcAt), value, 0, value.Length));
        return file;
    }

    private static bool IsValid(byte[] file, uint id, int generation) =>
        file != null
        && file.Length >= HeaderSize
        && BitConverter.ToUInt32(file, 0) == Magic
        && BitConverter.ToUInt32(file, 4) == (uint)(file.Length - HeaderSize)
        && BitConverter.ToUInt32(file, 8) == id
        && BitConverter.ToUInt32(file, 12) == (uint)generation
        && BitConverter.ToUInt32(file, CrcAt) == Crc32.Update(Crc32.Update(0, file, 0, CrcAt), file, HeaderSize, file.Length - HeaderSize);

    private static void Put(byte[] data, int at, uint value)
    {
        data[at] = (byte)value;
        data[at + 1] = (byte)(value >> 8);
        data[at + 2] = (byte)(value >> 16);
        data[at + 3] = (byte)(value >> 24);
    }

    /// <summary>Takes stock of the files; of two generations the newest valid one wins and the other goes.</summary>
    private void Scan()
    {
        _isStale = true;
        _count = 0;
        _nextSerial = 1;
        string[] names = _drive.GetFileNames();
        for (int i = 0; i < names.Length; i++)
        {
            if (!TryParse(names[i], out uint id, out int generation))
            {
                continue;
            }

            byte[] file = _drive.Read(names[i]);
            bool valid = IsValid(file, id, generation);
            int length = file == null ? 0 : file.Length < HeaderSize ? 0 : file.Length - HeaderSize;
            uint serial = valid ? BitConverter.ToUInt32(file, 16) : 0;
            if (serial >= _nextSerial)
            {
                _nextSerial = serial + 1;
            }

            if (file != null)
            {
                Array.Clear(file, 0, file.Length);
            }

            int other = Find(id);
            if (other < 0)
            {
                Add(id, generation, serial, valid ? length : -1 - length);
                continue;
            }

            bool otherValid = _lengths[other] >= 0;
            bool newer = ((uint)(generation - _generations[other]) & (Generations - 1)) < Generations / 2;
            if (valid == otherValid ? newer : valid)
            {
                TryDelete(NameOf(id, _generations[other]));
                RemoveAt(other);
                Add(id, generation, serial, valid ? length : -1 - length);
            }
            else
            {
                TryDelete(NameOf(id, generation));
            }
        }

        for (int i = _count - 1; i >= 0; i--)
        {
            if (_lengths[i] < 0)
            {
                // Of a first save that was interrupted nothing was promised. A later generation is a record that was damaged.
                if (_generations[i] == 1 && IsUnfinished(NameOf(_ids[i], 1)))
                {
                    TryDelete(NameOf(_ids[i], 1));
                    RemoveAt(i);
                }
                else
                {
                    _lengths[i] = -1 - _lengths[i];
                }
            }
        }

        _isStale = false;
    }

    private void EnsureFresh()
    {
        if (_isStale)
        {
            Scan();
        }
    }

    /// <summary>Whether a file is shorter than its own header says, as an interrupted write leaves it.</summary>
    private bool IsUnfinished(string name)
    {
        byte[] file = _drive.Read(name);
        return file == null || file.Length < HeaderSize || BitConverter.ToUInt32(file, 0) != Magic
            || (uint)(file.Length - HeaderSize) < BitConverter.ToUInt32(file, 4);
    }

    private void DeleteFiles(string[] names, bool isSystem)
    {
        for (int i = 0; i < names.Length; i++)
        {
            if (TryParse(names[i], out uint id, out _) && id < SystemRecord.FirstFree == isSystem)
            {
                _drive.Delete(names[i]);
            }
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
            // It is found again at the next start.
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

    /// <summary>Adds a record at its place in the order of serials.</summary>
    private void Add(uint id, int generation, uint serial, int length)
    {
        if (_count == _ids.Length)
        {
            Grow();
        }

        int at = _count;
        while (at > 0 && _serials[at - 1] > serial)
        {
            at--;
        }

        Move(at, at + 1, _count - at);
        _ids[at] = id;
        _generations[at] = (ushort)generation;
        _serials[at] = serial;
        _lengths[at] = length;
        _count++;
    }

    private void RemoveAt(int at)
    {
        _count--;
        Move(at + 1, at, _count - at);
    }

    private void Move(int from, int to, int count)
    {
        Array.Copy(_ids, from, _ids, to, count);
        Array.Copy(_generations, from, _generations, to, count);
        Array.Copy(_serials, from, _serials, to, count);
        Array.Copy(_lengths, from, _lengths, to, count);
    }

    private void Grow()
    {
        uint[] ids = new uint[_count + 8];
        Array.Copy(_ids, ids, _count);
        _ids = ids;
        ushort[] generations = new ushort[_count + 8];
        Array.Copy(_generations, generations, _count);
        _generations = generations;
        uint[] serials = new uint[_count + 8];
        Array.Copy(_serials, serials, _count);
        _serials = serials;
        int[] lengths = new int[_count + 8];
        Array.Copy(_lengths, lengths, _count);
        _lengths = lengths;
    }
}
