using System;
using System.Collections.Generic;
using System.IO;
using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Inspection;

/// <summary>A part of sections as it was read from a file: nothing can be changed in it. What the file does not have any more reads as FF.</summary>
internal sealed class EepromDump : IEeprom
{
    private readonly byte[] _cells;

    private EepromDump(byte[] cells, int sectionCount, int sectionSize)
    {
        _cells = cells;
        SectionCount = sectionCount;
        SectionSize = sectionSize;
    }

    /// <inheritdoc/>
    public int SectionCount { get; }

    /// <inheritdoc/>
    public int SectionSize { get; }

    /// <summary>Reads a part.</summary>
    /// <param name="file">An image of it.</param>
    /// <param name="profile">Says how it is divided.</param>
    /// <param name="notes">Takes what is strange about the file.</param>
    public static EepromDump Read(FileStream file, BoardProfile profile, ICollection<string> notes)
    {
        byte[] cells = new byte[profile.OwnMemorySize];
        Array.Fill(cells, (byte)0xFF);
        int read = file.ReadAtLeast(cells, cells.Length, throwOnEndOfStream: false);
        if (file.Length != cells.Length)
        {
            notes.Add($"the file has {file.Length} bytes, the memory of profile {profile.Name} {cells.Length}"
                + (read < cells.Length ? $"; the last {cells.Length - read} bytes are not in it and shown as FF" : string.Empty));
        }

        return new EepromDump(cells, profile.SectionCount, profile.SectionSize);
    }

    /// <summary>A part with the same content, on which a store can do what it wants.</summary>
    public EepromSimulator Copy()
    {
        EepromSimulator copy = new(SectionCount, SectionSize);
        for (int i = 0; i < SectionCount; i++)
        {
            copy.Poke(i, 0, _cells.AsSpan(i * SectionSize, SectionSize));
        }

        return copy;
    }

    /// <summary>Forgets what was read, keys among it.</summary>
    public void Clear() => Array.Clear(_cells);

    /// <inheritdoc/>
    public void Read(int section, int offset, byte[] buffer, int index, int count)
    {
        if (offset + count > SectionSize)
        {
            throw new FlashException($"section {section} offset {offset}: {count} bytes do not lie in the section");
        }

        Array.Copy(_cells, (section * SectionSize) + offset, buffer, index, count);
    }

    /// <inheritdoc/>
    public void Write(int section, byte[] data, int index, int count) => throw new FlashException("read only");

    /// <inheritdoc/>
    public void Sync()
    {
    }
}
