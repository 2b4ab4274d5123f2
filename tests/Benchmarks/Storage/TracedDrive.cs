using System.Globalization;
using System.Text;
using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>A drive in memory that notes what a board's file system would have to do, for littlefs_player.c.</summary>
public sealed class TracedDrive : IDrive, IMeteredPart
{
    private const string Folder = "pkcs11";

    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>The operations so far.</summary>
    public StringBuilder Trace { get; } = new($"F\nM\nK {Folder}\n");

    /// <inheritdoc/>
    public long BytesRead => 0;

    /// <inheritdoc/>
    public long BytesProgrammed => 0;

    /// <inheritdoc/>
    public long BytesOverwritten => 0;

    /// <inheritdoc/>
    public long Erases => 0;

    /// <inheritdoc/>
    public void Reset() => Note("C");

    /// <inheritdoc/>
    public ObjectStore Format() => DriveStore.Format(this);

    /// <inheritdoc/>
    public ObjectStore Open()
    {
        Note("M");
        return DriveStore.Open(this);
    }

    /// <inheritdoc/>
    public string[] GetFileNames()
    {
        Note($"L {Folder}");
        return [.. _files.Keys];
    }

    // As pal/Nano's FileDrive does it: it asks before it reads and deletes.

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        Note($"S {Folder}/{name}");
        if (!_files.TryGetValue(name, out byte[]? content))
        {
            return null;
        }

        Note($"R {Folder}/{name}");
        return (byte[])content.Clone();
    }

    /// <inheritdoc/>
    public void Write(string name, byte[] content)
    {
        Note(string.Create(CultureInfo.InvariantCulture, $"W {Folder}/{name} {content.Length}"));
        _files[name] = (byte[])content.Clone();
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        Note($"S {Folder}/{name}");
        if (_files.Remove(name))
        {
            Note($"D {Folder}/{name}");
        }
    }

    private void Note(string operation) => Trace.Append(operation).Append('\n');
}
