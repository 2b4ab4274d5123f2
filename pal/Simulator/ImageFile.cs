using System;
using System.IO;

namespace NfToken.Pal.Simulator;

/// <summary>The file behind a simulated memory.</summary>
internal static class ImageFile
{
    /// <summary>Opens it for this program alone.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="length">Bytes that it has at least.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has it open;
    /// <see cref="StoreError.Device"/>: it cannot be opened, or is too short.</exception>
    public static FileStream Open(string path, long length)
    {
        FileStream file;
        try
        {
            // Unbuffered: what was programmed is in the file when the call returns, as on the chip.
            file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (failure is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new StoreException(StoreError.Busy, $"{path}: another program has it open ({failure.Message})");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreError.Device, failure.Message);
        }

        if (file.Length < length)
        {
            file.Dispose();
            throw new StoreException(StoreError.Device, $"{path}: shorter than its flash map");
        }

        return file;
    }

    /// <summary>Makes a new one, which only its owner may read: it will hold a private key.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="fill">Value of all bytes.</param>
    public static void Create(string path, long size, byte fill)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(path, options);
        byte[] sector = new byte[4096];
        Array.Fill(sector, fill);
        for (long left = size; left > 0; left -= sector.Length)
        {
            file.Write(sector, 0, (int)Math.Min(left, sector.Length));
        }
    }

    /// <summary>Makes of a file's failure a part's.</summary>
    /// <param name="action">What may fail.</param>
    /// <exception cref="FlashException">It failed.</exception>
    public static void Guard(Action action)
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
}
