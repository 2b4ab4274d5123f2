using System;
using System.IO;
using System.Linq;

namespace NfToken.Pal.Simulator;

/// <summary>A board's drive as a folder of the host.</summary>
public sealed class DirectoryDrive : IDrive
{
    private readonly string _folder;
    private readonly ImageAccess _access;

    /// <summary>Uses a folder.</summary>
    /// <param name="folder">Path of the folder, which exists.</param>
    public DirectoryDrive(string folder)
        : this(folder, ImageAccess.Alone)
    {
    }

    internal DirectoryDrive(string folder, ImageAccess access)
    {
        _access = access;
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <inheritdoc/>
    public string[] GetFileNames() => Guard(() => new DirectoryInfo(_folder).GetFiles().Select(file => file.Name).ToArray());

    /// <inheritdoc/>
    public byte[]? Read(string name) => Guard(() => File.Exists(PathOf(name)) ? File.ReadAllBytes(PathOf(name)) : null);

    /// <inheritdoc/>
    public void Write(string name, byte[] content) => Guard(() =>
    {
        _access.Change();
        FileStreamOptions options = new() { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(PathOf(name), options);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return true;
    });

    /// <inheritdoc/>
    public void Delete(string name) => Guard(() =>
    {
        _access.Change();
        File.Delete(PathOf(name));
        return true;
    });

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static T Guard<T>(Func<T> action)
    {
        const int NoSpace = 28;
        try
        {
            return action();
        }
        catch (IOException failure)
        {
            bool full = (failure.HResult & 0xFFFF) is NoSpace or 0x70;
            throw new StoreException(full ? StoreError.Full : StoreError.Device, failure.Message);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new StoreException(StoreError.Device, failure.Message);
        }
    }
}
