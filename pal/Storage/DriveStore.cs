using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// Object store on a drive with a file system: each record a file <c>IIIIIIII.GGG</c>, the record id and a generation in
/// hexadecimal, with a checksum inside. A new value is a new file of the next generation; the older one goes afterwards.
/// </summary>
/// <remarks>
/// What was deleted may stay readable on the medium: a file system does not overwrite. RAM: 10 bytes a record while open.
/// The file <c>FORMAT.NFT</c> marks the drive as a store; files with other names are left alone.
/// </remarks>
public sealed class DriveStore : ObjectStore
{
    /// <summary>Name of the file that says that this is a store; its content is the format version.</summary>
    private const string MarkName = "FORMAT.NFT";

    private const byte Version = 1;

    /// <summary>Magic (4), length (4), id (4), generation (4), CRC-32 of those and of the value (4).</summary>
    private const int HeaderSize = 20;

    private const uint Magic = 0x4453464E;

    /// <summary>Generations count in 12 bits and start again.</summary>
    private const int Generations = 0x1000;

    private const int LargestValue = 0x10000;

    private readonly IDrive _drive;
    private uint[] _ids = new uint[8];
    private ushort[] _generations = new ushort[8];
    private int[] _lengths = new int[8];
    private int _count;

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
        if (mark == null)
        {
            throw new StoreException(StoreError.NotFormatted, MarkName + " missing");
        }

        if (mark.Length < 1 || mark[0] == 0 || mark[0] == 0xFF)
        {
            throw new StoreException(StoreError.Foreign, MarkName);
        }

        if (mark[0] > Version)
        {
            throw new StoreException(StoreError.Version, "format " + mark[0]);
        }

        DriveStore store = new DriveStore(drive);
        store.Scan();
        return store;
    }

    /// <summary>Deletes all records of a drive and makes an empty store of it. Files that are not records stay.</summary>
    /// <param name="drive">The drive.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the drive does not answer.</exception>
    public static DriveStore Format(IDrive drive)
    {
        DriveStore store = new DriveStore(drive);
        store.DeleteFiles();
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

        int at = Find(id);
        int generation = at < 0 ? 1 : (_generations[at] + 1) % Generations;
        byte[] file = Pack(id, generation, value);
        string name = NameOf(id, generation);
        try
        {
            _drive.Write(name, file);
        }
        catch (StoreException)
        {
            // A part of it may lie there.
            TryDelete(name);
            throw;
        }
        finally
        {
            Array.Clear(file, 0, file.Length);
        }

        if (at >= 0)
        {
            int old = _generations[at];
            RemoveAt(at);
            Add(id, generation, value.Length);
            _drive.Delete(NameOf(id, old));
        }
        else
        {
            Add(id, generation, value.Length);
        }
    }

    /// <inheritdoc/>
    public override int FindObject(uint id)
    {
        int at = Find(id);
        return at < 0 ? -1 : _lengths[at];
    }

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id)
    {
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
        int at = Find(id);
        if (at < 0)
        {
            return false;
        }

        _drive.Delete(NameOf(id, _generations[at]));
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
        DeleteFiles();
        _count = 0;
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

    private static byte[] Pack(uint id, int generation, byte[] value)
    {
        byte[] file = new byte[HeaderSize + value.Length];
        Put(file, 0, Magic);
        Put(file, 4, (uint)value.Length);
        Put(file, 8, id);
        Put(file, 12, (uint)generation);
        Array.Copy(value, 0, file, HeaderSize, value.Length);
        Put(file, 16, Crc32.Update(Crc32.Update(0, file, 0, 16), value, 0, value.Length));
        return file;
    }

    private static bool IsValid(byte[] file, uint id, int generation) =>
        file != null
        && file.Length >= HeaderSize
        && BitConverter.ToUInt32(file, 0) == Magic
        && BitConverter.ToUInt32(file, 4) == (uint)(file.Length - HeaderSize)
        && BitConverter.ToUInt32(file, 8) == id
        && BitConverter.ToUInt32(file, 12) == (uint)generation
        && BitConverter.ToUInt32(file, 16) == Crc32.Update(Crc32.Update(0, file, 0, 16), file, HeaderSize, file.Length - HeaderSize);

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
            if (file != null)
            {
                Array.Clear(file, 0, file.Length);
            }

            int other = Find(id);
            if (other < 0)
            {
                Add(id, generation, valid ? length : -1 - length);
                continue;
            }

            bool otherValid = _lengths[other] >= 0;
            bool newer = ((uint)(generation - _generations[other]) & (Generations - 1)) < Generations / 2;
            if (valid == otherValid ? newer : valid)
            {
                TryDelete(NameOf(id, _generations[other]));
                RemoveAt(other);
                Add(id, generation, valid ? length : -1 - length);
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
    }

    /// <summary>Whether a file is shorter than its own header says, as an interrupted write leaves it.</summary>
    private bool IsUnfinished(string name)
    {
        byte[] file = _drive.Read(name);
        return file == null || file.Length < HeaderSize || BitConverter.ToUInt32(file, 0) != Magic
            || (uint)(file.Length - HeaderSize) < BitConverter.ToUInt32(file, 4);
    }

    private void DeleteFiles()
    {
        string[] names = _drive.GetFileNames();
        for (int i = 0; i < names.Length; i++)
        {
            if (TryParse(names[i], out _, out _))
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
