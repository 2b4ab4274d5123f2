using System;
using System.IO;
using System.Runtime.Versioning;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A board on the PC that several programs use at once: each enters before it touches the store and leaves at once, and on entering learns whether another
/// program changed anything. Not safe under threads: its owner locks.
/// </summary>
/// <remarks>
/// The lock is the one that <see cref="SimulatedBoard.Open(string)"/> keeps for as long as it has a board, so programs of both kinds wait for each other. It ends with its
/// program, also when that is killed. A program that is killed while it writes leaves what lost power leaves, and has counted the change before: the next one to enter
/// opens the store anew, which finishes or takes back what was interrupted.
/// </remarks>
[SupportedOSPlatform("linux")]
public sealed class SharedBoard : IDisposable
{
    private readonly string _image;
    private readonly TimeSpan _patience;
    private readonly ImageGeneration _generation;
    private readonly ImageAccess _access;
    private readonly SafeFileHandle _turn;
    private SafeFileHandle _lock;
    private SharedStore? _store;
    private SimulatedBoard? _board;
    private long _known;
    private bool _hasCounted;

    private SharedBoard(string image, TimeSpan patience)
    {
        _image = image;
        _patience = patience;
        _access = ImageAccess.Shared(NoteChange);
        _generation = ImageGeneration.Open(image);
        _turn = Libc.OpenUnlocked(ImageGeneration.PathFor(image));
        _lock = Libc.OpenUnlocked(image);
    }

    /// <summary>The board. What it has besides its store stays the same for as long as this object has it open.</summary>
    public SimulatedBoard Board => _board ?? throw new InvalidOperationException("never entered");

    /// <summary>The board's store, for use between <see cref="Enter"/> and <see cref="Leave"/>; stays the same object.</summary>
    public ObjectStore Store => _store ?? throw new InvalidOperationException("never entered");

    /// <summary>Opens a board and leaves it entered.</summary>
    /// <param name="image">Path of the image.</param>
    /// <param name="patience">How long to wait for other programs.</param>
    /// <exception cref="BoardException">There is no such board, or its files are not what they should be.</exception>
    /// <exception cref="StoreException">The store does not open: foreign, damaged, in use for longer than there is patience.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public static SharedBoard OpenEntered(string image, TimeSpan patience)
    {
        BoardFiles.CheckIsThere(image);
        SharedBoard board = new(image, patience);
        try
        {
            board.Enter();
            return board;
        }
        catch
        {
            board.Dispose();
            throw;
        }
    }

    /// <summary>Makes a board that is not there, or gives an image that came alone its other files; returns when another program that does so is ready.</summary>
    /// <param name="image">Path of the image.</param>
    /// <param name="description">Which board.</param>
    /// <param name="profile">One of its profiles.</param>
    /// <exception cref="BoardException">Something that is no such board has the name.</exception>
    /// <exception cref="StoreException">The store does not open.</exception>
    /// <exception cref="IOException">A file cannot be made.</exception>
    public static void Complete(string image, BoardDescription description, BoardProfile profile)
    {
        // The first makes the board; the others wait for it here, as they could not tell its files from a board's before.
        using var generation = ImageGeneration.Open(image);
        using var turn = Libc.OpenUnlocked(ImageGeneration.PathFor(image));
        Libc.Lock(turn);
        if (File.Exists(image) && File.Exists(BoardSidecar.PathFor(image)))
        {
            return;
        }

        generation.Add();
        if (File.Exists(image))
        {
            SimulatedBoard.Adopt(image, description, profile);
        }
        else
        {
            SimulatedBoard.Create(image, description, profile).Dispose();
        }
    }

    /// <summary>Keeps other programs out, and learns what they changed.</summary>
    /// <returns>Whether anything changed, so that <see cref="Store"/> was opened anew.</returns>
    /// <exception cref="BoardException">The board's files are not what they should be any more. Not entered.</exception>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has the board for too long; or the store does not open. Not entered.</exception>
    /// <exception cref="IOException">A file cannot be opened. Not entered.</exception>
    public bool Enter()
    {
        Lock();
        if (_board != null && _generation.Count == _known)
        {
            return false;
        }

        try
        {
            Reopen();
            return true;
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Lets other programs in.</summary>
    public void Leave()
    {
        _hasCounted = false;
        Libc.Release(_lock);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _board?.Dispose();
        _generation.Dispose();
        _turn.Dispose();
        _lock.Dispose();
    }

    private void Lock()
    {
        if (!_generation.IsAwaited && Libc.TryLock(_lock))
        {
            return;
        }

        // Programs that share the board queue, or the quickest would get it again and again. Only the first of the queue waits for one that has it alone.
        Libc.Lock(_turn);
        try
        {
            long start = Environment.TickCount64;
            for (int tries = 0; !Libc.TryLock(_lock); tries++)
            {
                _generation.NoteWaiting();
                if (Environment.TickCount64 - start > _patience.TotalMilliseconds)
                {
                    throw new StoreException(StoreError.Busy, _image);
                }

                Thread.Sleep(tries < 1000 ? 0 : 1);
            }
        }
        finally
        {
            Libc.Release(_turn);
        }
    }

    private void Reopen()
    {
        _board?.Dispose();
        _board = null;
        long count;
        do
        {
            // Another program may make a new board in place of the one whose file is locked; it counts that after the old file is gone.
            // A close alone leaves it locked where a fork has given the file to another process too.
            count = _generation.Count;
            Libc.Release(_lock);
            _lock.Dispose();
            _lock = Libc.OpenUnlocked(_image);
            Lock();
        }
        while (_generation.Count != count);

        _known = count;
        _hasCounted = false;
        _board = SimulatedBoard.OpenShared(_image, _access);
        _store ??= new SharedStore { Current = _board.Store };
        _store.Current = _board.Store;
    }

    private void NoteChange()
    {
        if (!_hasCounted)
        {
            _generation.Add();
            _known = _generation.Count;
            _hasCounted = true;
        }
    }
}
