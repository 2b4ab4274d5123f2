using System;
using System.Text;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>
/// A line taken apart: <c>[@TAG] word word ... [*CRC]</c>. Words are separated by spaces; one with spaces stands between double quotes. It points into the line's bytes, so
/// that a secret need not become a string.
/// </summary>
public sealed class CommandLine
{
    private const int MaximumTag = 8;
    private const int MaximumWords = 12;
    private const int ChecksumLength = 8;

    private readonly byte[] _line;
    private readonly int[] _starts = new int[MaximumWords];
    private readonly int[] _lengths = new int[MaximumWords];

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">Holds the line; not copied.</param>
    /// <param name="length">Its bytes.</param>
    public CommandLine(byte[] line, int length)
    {
        _line = line;
        length = ReadChecksum(length);
        int position = 0;
        while (true)
        {
            while (position < length && line[position] == ' ')
            {
                position++;
            }

            if (position == length)
            {
                return;
            }

            if (Count == 0 && Tag == null && line[position] == '@')
            {
                int start = position;
                position = EndOfWord(position, length, ' ');
                if (position - start > MaximumTag + 1)
                {
                    Error = ErrorCode.Line;
                    return;
                }

                Tag = Text(start, position - start);
                continue;
            }

            bool isQuoted = line[position] == '"';
            int first = isQuoted ? position + 1 : position;
            int end = EndOfWord(first, length, isQuoted ? '"' : ' ');
            if (Count == MaximumWords || (isQuoted && end == length))
            {
                Error = ErrorCode.Line;
                return;
            }

            _starts[Count] = first;
            _lengths[Count++] = end - first;
            position = isQuoted ? end + 1 : end;
        }
    }

    /// <summary>One of <see cref="ErrorCode"/> where the line is not to be believed, otherwise null.</summary>
    public string Error { get; private set; }

    /// <summary>What the answer ends with, <c>@</c> and all, or null.</summary>
    public string Tag { get; }

    /// <summary>Whether the line had a checksum: then the answer has one too.</summary>
    public bool HasChecksum { get; private set; }

    /// <summary>Number of words; the first is the command.</summary>
    public int Count { get; }

    /// <summary>A word as text; empty where there is none. Not for secrets.</summary>
    /// <param name="index">0 is the command.</param>
    public string this[int index] => index < Count ? Text(_starts[index], _lengths[index]) : "";

    /// <summary>A word's bytes in a new array, which the caller clears where they are a secret.</summary>
    /// <param name="index">0 is the command.</param>
    public byte[] GetBytes(int index)
    {
        byte[] bytes = new byte[index < Count ? _lengths[index] : 0];
        Array.Copy(_line, index < Count ? _starts[index] : 0, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>Whether a word is a certain one.</summary>
    /// <param name="index">0 is the command.</param>
    /// <param name="word">The other.</param>
    public bool Is(int index, string word)
    {
        if (index >= Count || _lengths[index] != word.Length)
        {
            return false;
        }

        for (int i = 0; i < word.Length; i++)
        {
            if (_line[_starts[index] + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Demands a number of arguments.</summary>
    /// <param name="least">The fewest.</param>
    /// <param name="most">The most.</param>
    /// <param name="usage">How the command is written.</param>
    /// <exception cref="ConsoleException">There are fewer or more.</exception>
    public void Expect(int least, int most, string usage)
    {
        if (Count - 1 < least || Count - 1 > most)
        {
            throw new ConsoleException(ErrorCode.Usage, usage);
        }
    }

    /// <summary>A word as a decimal number of up to 6 digits.</summary>
    /// <param name="index">0 is the command.</param>
    /// <exception cref="ConsoleException">It is none.</exception>
    public int GetNumber(int index)
    {
        int number = 0;
        bool isGood = index < Count && _lengths[index] is > 0 and <= 6;
        for (int i = 0; isGood && i < _lengths[index]; i++)
        {
            int digit = _line[_starts[index] + i] - '0';
            isGood = digit is >= 0 and <= 9;
            number = (number * 10) + digit;
        }

        return isGood ? number : throw new ConsoleException(ErrorCode.Usage, "not a number");
    }

    /// <summary>A word of hexadecimal digits as bytes in a new array, which the caller clears where they are a secret.</summary>
    /// <param name="index">0 is the command.</param>
    /// <exception cref="ConsoleException">It has something else in it, or an odd number of digits.</exception>
    public byte[] GetHex(int index)
    {
        int length = index < Count ? _lengths[index] : 0;
        byte[] bytes = new byte[length / 2];
        if (length == 0 || (length & 1) != 0 || !Hex.TryRead(_line, _starts[index], bytes))
        {
            Array.Clear(bytes, 0, bytes.Length);
            throw new ConsoleException(ErrorCode.Usage, "not hexadecimal");
        }

        return bytes;
    }

    /// <summary>A word of 8 hexadecimal digits as a number.</summary>
    /// <param name="index">0 is the command.</param>
    /// <exception cref="ConsoleException">It is none.</exception>
    public uint GetHex32(int index)
    {
        byte[] bytes = GetHex(index);
        return bytes.Length == 4
            ? (uint)bytes[0] << 24 | (uint)bytes[1] << 16 | (uint)bytes[2] << 8 | bytes[3]
            : throw new ConsoleException(ErrorCode.Usage, "not 8 hexadecimal digits");
    }

    private int ReadChecksum(int length)
    {
        int start = length - ChecksumLength - 2;
        byte[] sum = new byte[4];
        if (start < 0 || _line[start] != ' ' || _line[start + 1] != '*' || !Hex.TryRead(_line, start + 2, sum))
        {
            return length;
        }

        HasChecksum = true;
        uint given = (uint)sum[0] << 24 | (uint)sum[1] << 16 | (uint)sum[2] << 8 | sum[3];
        if (Crc32.Update(0, _line, 0, start) != given)
        {
            Error = ErrorCode.Checksum;
        }

        return start;
    }

    private int EndOfWord(int position, int length, char end)
    {
        while (position < length && _line[position] != end)
        {
            position++;
        }

        return position;
    }

    private string Text(int start, int length) => length == 0 ? "" : Encoding.UTF8.GetString(_line, start, length);
}
