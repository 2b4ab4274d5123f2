using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace NfToken.Tool.Images;

/// <summary>Intel HEX ("Hexadecimal Object File Format Specification", revision A, 1988): bytes with their addresses, blanks left out.</summary>
internal static class IntelHex
{
    private const int BytesInLine = 32;
    private const int Data = 0;
    private const int EndOfFile = 1;
    private const int ExtendedLinearAddress = 4;

    /// <summary>Writes flash content. Of each erase block comes one run, from its start to its last byte that is not blank: programmers that erase what they write
    /// to do so once a block.</summary>
    /// <param name="image">The content.</param>
    /// <param name="address">Where it begins.</param>
    /// <param name="blockSizes">Erase blocks of the content, in bytes.</param>
    /// <returns>The file, in ASCII; the caller clears it.</returns>
    public static byte[] Write(ReadOnlySpan<byte> image, uint address, IReadOnlyList<int> blockSizes)
    {
        using MemoryStream file = new(image.Length);
        uint upper = 0;
        int start = 0;
        foreach (int size in blockSizes)
        {
            int used = image.Slice(start, size).LastIndexOfAnyExcept((byte)0xFF) + 1;
            for (int at = 0; at < used; at += BytesInLine)
            {
                uint place = address + (uint)(start + at);
                if (place >> 16 != upper)
                {
                    upper = place >> 16;
                    WriteLine(file, ExtendedLinearAddress, 0, [(byte)(upper >> 8), (byte)upper]);
                }

                WriteLine(file, Data, place, image.Slice(start + at, Math.Min(BytesInLine, used - at)));
            }

            start += size;
        }

        WriteLine(file, EndOfFile, 0, []);
        byte[] text = file.ToArray();
        Array.Clear(file.GetBuffer());
        return text;
    }

    /// <summary>Whether a file is Intel HEX, by how it begins; an image of a store does not begin so.</summary>
    /// <param name="file">Its bytes.</param>
    public static bool Is(ReadOnlySpan<byte> file) => file is [(byte)':', ..];

    /// <summary>Reads a file over blank flash.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">Where the flash begins.</param>
    /// <param name="flash">Takes the bytes.</param>
    /// <exception cref="FormatException">It is damaged, or has bytes outside of the flash.</exception>
    public static void Read(ReadOnlySpan<byte> file, uint address, Span<byte> flash)
    {
        uint upper = 0;
        bool ended = false;
        int number = 0;
        foreach (var range in MemoryExtensions.Split(file, (byte)'\n'))
        {
            number++;
            var line = Encoding.ASCII.GetString(file[range]).AsSpan().Trim();
            if (line.IsEmpty || ended)
            {
                continue;
            }

            byte[] record = Decode(line, number);
            byte kind = record[3];
            var data = record.AsSpan(4, record[0]);
            switch (kind)
            {
                case Data:
                    long place = upper + (uint)((record[1] << 8) | record[2]) - (long)address;
                    if (place < 0 || place + data.Length > flash.Length)
                    {
                        throw new FormatException($"line {number} has bytes for 0x{address + place:X}, which is not there; was it made for another board?");
                    }

                    data.CopyTo(flash[(int)place..]);
                    break;
                case EndOfFile:
                    ended = true;
                    break;
                case ExtendedLinearAddress when data.Length == 2:
                    upper = (uint)((data[0] << 24) | (data[1] << 16));
                    break;
                default:
                    throw new FormatException($"line {number} has a record of kind {kind}, which is not understood");
            }
        }

        if (!ended)
        {
            throw new FormatException("ends early: copy it again");
        }
    }

    private static byte[] Decode(ReadOnlySpan<char> line, int number)
    {
        byte sum = 0;
        byte[] record = new byte[(line.Length - 1) / 2];
        bool right = line[0] == ':' && line.Length % 2 == 1 && record.Length >= 5;
        for (int i = 0; right && i < record.Length; i++)
        {
            right = byte.TryParse(line.Slice(1 + (2 * i), 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out record[i]);
            sum += record[i];
        }

        return right && sum == 0 && record[0] == record.Length - 5 ? record : throw new FormatException($"line {number} is damaged: copy it again");
    }

    private static void WriteLine(MemoryStream file, byte kind, uint address, ReadOnlySpan<byte> data)
    {
        Span<byte> record = [(byte)data.Length, (byte)(address >> 8), (byte)address, kind, .. data, 0];
        byte sum = 0;
        foreach (byte value in record)
        {
            sum += value;
        }

        record[^1] = (byte)-sum;
        file.WriteByte((byte)':');
        file.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(record)));
        file.WriteByte((byte)'\n');
    }
}
