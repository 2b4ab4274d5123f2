using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>Sound EEPROM in memory that counts what is done to it.</summary>
public sealed class MeteredEeprom : IEeprom, IMeteredPart
{
    private readonly byte[][] _sections;

    /// <summary>Makes a part.</summary>
    /// <param name="sections">Number of sections.</param>
    /// <param name="size">Their size in bytes.</param>
    public MeteredEeprom(int sections, int size)
    {
        SectionSize = size;
        _sections = new byte[sections][];
        for (int i = 0; i < sections; i++)
        {
            _sections[i] = new byte[size];
            Array.Fill(_sections[i], (byte)0xFF);
        }
    }

    /// <inheritdoc/>
    public int SectionCount => _sections.Length;

    /// <inheritdoc/>
    public int SectionSize { get; }

    /// <inheritdoc/>
    public long BytesRead { get; private set; }

    /// <inheritdoc/>
    public long BytesProgrammed { get; private set; }

    /// <summary>Each write goes over something: not told apart.</summary>
    public long BytesOverwritten => 0;

    /// <summary>There is nothing to erase.</summary>
    public long Erases => 0;

    /// <inheritdoc/>
    public ObjectStore Format() => EepromStore.Format(this);

    /// <inheritdoc/>
    public ObjectStore Open() => EepromStore.Open(this);

    /// <inheritdoc/>
    public void Reset() => BytesRead = BytesProgrammed = 0;

    /// <inheritdoc/>
    public void Read(int section, int offset, byte[] buffer, int index, int count)
    {
        BytesRead += count;
        Array.Copy(_sections[section], offset, buffer, index, count);
    }

    /// <inheritdoc/>
    public void Write(int section, byte[] data, int index, int count)
    {
        BytesProgrammed += count;
        Array.Copy(data, index, _sections[section], 0, count);
    }

    /// <inheritdoc/>
    public void Sync()
    {
    }
}
