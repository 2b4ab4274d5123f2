using System;

namespace NfToken.Pal.Storage;

/// <summary>Names and contents of the drive store's files. DRIVE.md describes them.</summary>
internal static class DriveFile
{
    /// <summary>Says that this is a store; its content is the format version.</summary>
    internal const string MarkName = "FORMAT.NFT";

    /// <summary>While it is there, whatever it holds, all records are being deleted.</summary>
    internal const string WipeName = "WIPE.NFT";

    internal const byte Version = 2;

    /// <summary>Magic (4), length (4), id (4), generation (4), serial (4), CRC-32 of those and of the value (4).</summary>
    internal const int HeaderSize = 24;

    private const int SerialAt = 16;
    private const int CrcAt = 20;

    /// <summary>The generation that says that there was no record, whatever the file holds.</summary>
    internal const int Absence = 0;

    private const uint Magic = 0x4453464E;

    /// <summary>The last generation; the first one comes after it.</summary>
    private const int LastGeneration = 0xFFF;

    /// <summary>The generation after another.</summary>
    internal static int Next(int generation) => generation == LastGeneration ? 1 : generation + 1;

    /// <summary>Whether one generation came after another: the shorter way around counts.</summary>
    internal static bool IsNewer(int generation, int other)
    {
        if (generation == Absence || other == Absence)
        {
            return other == Absence;
        }

        return generation > other ? generation - other < LastGeneration / 2 : other - generation > LastGeneration / 2;
    }

    internal static string NameOf(uint id, int generation) => id.ToString("X8") + "." + generation.ToString("X3");

    /// <summary>Whether a name is one of the store's own, as FAT drivers may give it.</summary>
    internal static bool Is(string name, string own)
    {
        bool same = name.Length == own.Length;
        for (int i = 0; same && i < own.Length; i++)
        {
            char character = name[i];
            same = own[i] == (character >= 'a' && character <= 'z' ? (char)(character - 32) : character);
        }

        return same;
    }

    /// <summary>Takes a record's name apart.</summary>
    internal static bool TryParse(string name, out uint id, out int generation)
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

    internal static byte[] Pack(uint id, int generation, uint serial, byte[] value)
    {
        byte[] file = new byte[HeaderSize + value.Length];
        Put(file, 0, Magic);
        Put(file, 4, (uint)value.Length);
        Put(file, 8, id);
        Put(file, 12, (uint)generation);
        Put(file, SerialAt, serial);
        Array.Copy(value, 0, file, HeaderSize, value.Length);
        Put(file, CrcAt, Crc32.Update(Crc32.Update(0, file, 0, CrcAt), value, 0, value.Length));
        return file;
    }

    internal static bool IsValid(byte[] file, uint id, int generation) =>
        file != null
        && file.Length >= HeaderSize
        && BitConverter.ToUInt32(file, 0) == Magic
        && BitConverter.ToUInt32(file, 4) == (uint)(file.Length - HeaderSize)
        && BitConverter.ToUInt32(file, 8) == id
        && BitConverter.ToUInt32(file, 12) == (uint)generation
        && BitConverter.ToUInt32(file, CrcAt) == Crc32.Update(Crc32.Update(0, file, 0, CrcAt), file, HeaderSize, file.Length - HeaderSize);

    /// <summary>Place of a whole file in the order of saving.</summary>
    internal static uint SerialOf(byte[] file) => BitConverter.ToUInt32(file, SerialAt);

    /// <summary>Length of the value in a file, sound or not.</summary>
    internal static int LengthOf(byte[] file) => file == null || file.Length < HeaderSize ? 0 : file.Length - HeaderSize;

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

    private static void Put(byte[] data, int at, uint value)
    {
        data[at] = (byte)value;
        data[at + 1] = (byte)(value >> 8);
        data[at + 2] = (byte)(value >> 16);
        data[at + 3] = (byte)(value >> 24);
    }
}
