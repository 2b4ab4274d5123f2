using System;
using System.IO;
using System.Threading;

namespace NfToken.Pal.Simulator;

/// <summary>The file behind a simulated memory.</summary>
internal static class ImageFile
{
    /// <summary>Opens it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="length">Bytes that it has at least.</param>
    /// <param name="access">Who else may.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has it open;
    /// <see cref="StoreError.Device"/>: it cannot be opened, or is too short.</exception>
    public static FileStream Open(string path, long length, ImageAccess access)
    {
        FileStream file;
        try
        {
            // Unbuffered: what was programmed is in the file when the call returns, as on the chip.
            file = access.IsShared && OperatingSystem.IsLinux()
                ? new FileStream(Libc.OpenUnlocked(path), FileAccess.ReadWrite, bufferSize: 0)
                : OpenAlone(path, FileAccess.ReadWrite, FileShare.None);
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

    /// <summary>Opens it so that every other program is kept out, also one that shares a board.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="access">What is to be done with it.</param>
    /// <param name="share">What others may do all the same.</param>
    /// <exception cref="IOException">Another program has it open, or it cannot be opened.</exception>
    public static FileStream OpenAlone(string path, FileAccess access, FileShare share)
    {
        const int Patience = 2000;
        long start = Environment.TickCount64;
        bool isShared = File.Exists(ImageGeneration.PathFor(path));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.Open, access, share, bufferSize: 0);
            }
            catch (IOException) when (isShared && File.Exists(path) && Environment.TickCount64 - start < Patience)
            {
                // Programs that share a board have it for one call at a time.
                Thread.Sleep(1);
            }
        }
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

    /// <summary>Waits until its bytes would outlast a loss of power.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="FlashException">They would not.</exception>
    public static void Sync(FileStream file) => Guard(() =>
    {
        if (OperatingSystem.IsLinux())
        {
            // Not its times, which fsync would write as well.
            Libc.Sync(file.SafeFileHandle);
        }
        else
        {
            file.Flush(flushToDisk: true);
        }
    });

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
