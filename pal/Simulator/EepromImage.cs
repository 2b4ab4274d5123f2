using System;
using System.IO;

namespace NfToken.Pal.Simulator;

/// <summary>An EEPROM, FRAM or MRAM whose every byte stands in an image file, from an offset on, one section after another.</summary>
/// <remarks>One program at a time: the file is locked while it is open.</remarks>
public sealed class EepromImage : IEeprom, IDisposable
{
    private readonly FileStream _file;
    private readonly long _start;

    /// <summary>Opens a part of an image.</summary>
    /// <param name="path">Path of the image file, which exists.</param>
    /// <param name="offset">Where in the file the first section starts.</param>
    /// <param name="sectionCount">Number of sections.</param>
    /// <param name="sectionSize">Size of a section in bytes.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has the image open;
    /// <see cref="StoreError.Device"/>: it cannot be opened, or is too short.</exception>
    public EepromImage(string path, long offset, int sectionCount, int sectionSize)
    {
        _start = offset;
        SectionCount = sectionCount;
        SectionSize = sectionSize;
        try
        {
            // Unbuffered: what was written is in the file when the call returns, as on the chip.
            _file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (failure is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new StoreException(StoreError.Busy, $"{path}: another program has it open ({failure.Message})");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreError.Device, failure.Message);
        }

        if (_file.Length < offset + (long)sectionCount * sectionSize)
        {
            _file.Dispose();
            throw new StoreException(StoreError.Device, $"{path}: shorter than the part");
        }
    }

    /// <inheritdoc/>
    public int SectionCount { get; }

    /// <inheritdoc/>
    public int SectionSize { get; }

    /// <inheritdoc/>
    public void Read(int section, int offset, byte[] buffer, int index, int count)
    {
        Seek(section, offset, count);
        Guard(() => _file.ReadExactly(buffer, index, count));
    }

    /// <inheritdoc/>
    public void Write(int section, byte[] data, int index, int count)
    {
        Seek(section, 0, count);
        Guard(() => _file.Write(data, index, count));
    }

    /// <inheritdoc/>
    public void Sync() => Guard(() => _file.Flush(flushToDisk: true));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (IOException failure)
        {
            throw new FlashException(failure.Message);
        }
    }

    private void Seek(int section, int offset, int count)
    {
        if (section < 0 || section >= SectionCount || offset < 0 || count < 0 || offset + count > SectionSize)
        {
            throw new FlashException($"section {section} offset {offset}: {count} bytes do not lie in the section");
        }

        _file.Position = _start + (long)section * SectionSize + offset;
    }
}
