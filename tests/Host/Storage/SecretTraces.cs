using System.Runtime.InteropServices;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// Looks for stretches of 16 bytes or more of old values in raw cells. Every such stretch has a whole word of 8 bytes that starts at a multiple of 8 in
/// the value; those are looked for at every place of the cells.
/// </summary>
internal sealed class SecretTraces
{
    private const int Shortest = 16;
    private const int Word = 8;

    /// <summary>One in so many words of a full filter passes by chance.</summary>
    private const int FilterBits = 16;

    private readonly ulong[] _filter = new ulong[(1 << FilterBits) / 64];
    private readonly Dictionary<ulong, (byte[] Value, int At)> _words = [];

    public bool IsEmpty => _words.Count == 0;

    public void Clear()
    {
        Array.Clear(_filter);
        _words.Clear();
    }

    /// <summary>Adds a value to look for; one that is shorter than a stretch, or the same over and over, is nobody's secret.</summary>
    public void Add(byte[] value)
    {
        if (value.Length < Shortest || value.AsSpan(1).SequenceEqual(value.AsSpan(0, value.Length - 1)))
        {
            return;
        }

        for (int at = 0; at + Word <= value.Length; at += Word)
        {
            // Erased cells would be full of the word of all ones.
            ulong word = MemoryMarshal.Read<ulong>(value.AsSpan(at));
            if (word == ulong.MaxValue)
            {
                continue;
            }

            int hash = Hash(word);
            _filter[hash >> 6] |= 1ul << (hash & 63);
            _words[word] = (value, at);
        }
    }

    /// <summary>Whether cells hold a stretch of a value that is not allowed.</summary>
    public bool IsIn(ReadOnlySpan<byte> cells, Func<byte[], bool> isAllowed)
    {
        if (IsEmpty)
        {
            return false;
        }

        for (int i = 0; i + Word <= cells.Length; i++)
        {
            ulong word = MemoryMarshal.Read<ulong>(cells[i..]);
            if (word == ulong.MaxValue)
            {
                int used = cells[(i + Word)..].IndexOfAnyExcept((byte)0xFF);
                i = used < 0 ? cells.Length : i + used;
                continue;
            }

            int hash = Hash(word);
            if ((_filter[hash >> 6] >> (hash & 63) & 1) != 0
                && _words.TryGetValue(word, out (byte[] Value, int At) found) && IsStretch(cells, i, found.Value, found.At) && !isAllowed(found.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStretch(ReadOnlySpan<byte> cells, int at, byte[] value, int word)
    {
        int before = 0;
        while (before < at && before < word && cells[at - before - 1] == value[word - before - 1])
        {
            before++;
        }

        int after = Word;
        while (at + after < cells.Length && word + after < value.Length && cells[at + after] == value[word + after])
        {
            after++;
        }

        return before + after >= Shortest;
    }

    private static int Hash(ulong word) => (int)((word * 0x9E3779B97F4A7C15) >> (64 - FilterBits));
}
