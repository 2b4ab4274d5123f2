using System;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Threading;

namespace NfToken.Pal.Simulator;

/// <summary>
/// What programs that share a board tell each other, in 16 bytes of <c>IMAGE.lock</c> which all of them see at once: how often the board changed, counted by whoever holds the
/// image's lock; and when a program last waited for that lock, in milliseconds since the PC's start.
/// </summary>
/// <remarks>The file stays when a board is made anew in place of another, as programs that still use the other one watch it.</remarks>
internal sealed unsafe class ImageGeneration : IDisposable
{
    private const int Size = 16;

    /// <summary>A program that waits says so more often than this.</summary>
    private const long WaitingLasts = 50;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long* _count;

    private ImageGeneration(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, Size);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _count = (long*)start;
    }

    /// <summary>Changes so far.</summary>
    public long Count => Volatile.Read(ref *_count);

    /// <summary>Whether a program waits for the image's lock, so that none may take it out of turn.</summary>
    public bool IsAwaited
    {
        get
        {
            // From before a start of the PC it may lie ahead.
            long ago = Environment.TickCount64 - Volatile.Read(ref _count[1]);
            return ago is >= 0 and < WaitingLasts;
        }
    }

    /// <summary>Path of the file that belongs to an image.</summary>
    /// <param name="image">Path of the image.</param>
    public static string PathFor(string image) => image + ".lock";

    /// <summary>Opens the count of an image, which is 0 where none was kept.</summary>
    /// <param name="image">Path of the image.</param>
    /// <exception cref="IOException">The file cannot be opened or made.</exception>
    public static ImageGeneration Open(string image)
    {
        string path = PathFor(image);
        FileStream file = OperatingSystem.IsLinux()
            ? new(Libc.OpenUnlocked(path, isMade: true), FileAccess.ReadWrite, bufferSize: 0)
            : new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        try
        {
            if (file.Length < Size)
            {
                file.SetLength(Size);
            }

            return new ImageGeneration(MemoryMappedFile.CreateFromFile(file, null, Size, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Counts a change of an image by a program that has it alone, where programs that share it may watch.</summary>
    /// <param name="image">Path of the image.</param>
    public static void CountFor(string image)
    {
        if (File.Exists(PathFor(image)))
        {
            using var generation = Open(image);
            generation.Add();
        }
    }

    /// <summary>Says that this program waits.</summary>
    public void NoteWaiting() => Volatile.Write(ref _count[1], Environment.TickCount64);

    /// <summary>Counts a change.</summary>
    public void Add() => Interlocked.Increment(ref *_count);

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
