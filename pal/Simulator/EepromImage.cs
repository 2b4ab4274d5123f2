using System;
using System.IO;

namespace NfToken.Pal.Simulator;

/// <summary>A part of sections whose every byte stands in an image file.</summary>
/// <remarks>One program at a time, but in a <see cref="SharedBoard"/>: the file is locked while it is open.</remarks>
public sealed class EepromImage : IEeprom, IDisposable
{
    private readonly FileStream _file;
    private readonly ImageAccess _access;

    /// <summary>Opens an image.</summary>
    /// <param name="path">Path of the image file, which exists and has as many bytes as the sections come to.</param>
    /// <param name="sectionCount">Number of sections.</param>
    /// <param name="sectionSize">Size of a section in bytes.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has the image open;
    /// <see cref="StoreError.Device"/>: it cannot be opened, or is too short.</exception>
    public EepromImage(string path, int sectionCount, int sectionSize)
        : this(path, sectionCount, sectionSize, ImageAccess.Alone)
    {
    }

    internal EepromImage(string path, int sectionCount, int sectionSize, ImageAccess access)
    {
        _access = access;
        SectionCount = sectionCount;
        SectionSize = sectionSize;
        _file = ImageFile.Open(path, (long)sectionCount * sectionSize, access);
    }

    /// <inheritdoc/>
    public int SectionCount { get; }

    /// <inheritdoc/>
    public int SectionSize { get; }

    /// <inheritdoc/>
    public void Read(int section, int offset, byte[] buffer, int index, int count)
    {
        long position = Locate(section, offset, count);
        ImageFile.Guard(() =>
        {
            _file.Position = position;
            _file.ReadExactly(buffer, index, count);
        });
    }

    /// <inheritdoc/>
    public void Write(int section, byte[] data, int index, int count)
    {
        long position = Locate(section, 0, count);
        ImageFile.Guard(() =>
        {
            _access.Change();
            _file.Position = position;
            _file.Write(data, index, count);
        });
    }

    /// <inheritdoc/>
    public void Sync() => ImageFile.Sync(_file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private long Locate(int section, int offset, int count)
    {
        return section >= 0 && section < SectionCount && offset >= 0 && count >= 0 && offset <= SectionSize - count
            ? (long)section * SectionSize + offset
            : throw new FlashException($"section {section} offset {offset}: {count} bytes do not lie in the section");
    }
}
