using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using NfToken.Pal.Storage;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A board on the PC: its flash in an image file with the real map, its number beside it, its object store. What it runs is up to
/// the caller, as on a board.
/// </summary>
/// <remarks>
/// <c>IMAGE</c> holds every byte of the flash; <c>IMAGE.board</c> (<see cref="BoardSidecar"/>) says which board it is; with a profile that keeps
/// objects on a drive, <c>IMAGE.drive</c> is the folder of the drive's files, and the drive's partition in the image stays erased.
/// </remarks>
public sealed class SimulatedBoard : IDisposable
{
    private readonly IDisposable? _flash;

    private SimulatedBoard(BoardDescription description, BoardProfile profile, IDeviceId deviceId, ObjectStore store, IDisposable? flash)
    {
        Description = description;
        Profile = profile;
        DeviceId = deviceId;
        Store = store;
        _flash = flash;
    }

    /// <summary>Which board it is.</summary>
    public BoardDescription Description { get; }

    /// <summary>Which profile it runs.</summary>
    public BoardProfile Profile { get; }

    /// <summary>The number of its chip.</summary>
    public IDeviceId DeviceId { get; }

    /// <summary>Its object store, open.</summary>
    public ObjectStore Store { get; }

    /// <summary>
    /// Number of entries of the flash log that are damaged so that not even their record can be named: objects may be missing. Always 0 with a
    /// profile that keeps objects on a drive.
    /// </summary>
    public int LostRecords => Store is FlashStore log ? log.LostRecords : 0;

    /// <summary>Whether any of a board's files is there.</summary>
    /// <param name="image">Path of the image.</param>
    public static bool Exists(string image) =>
        Path.Exists(image) || Path.Exists(BoardSidecar.PathFor(image)) || Path.Exists(DrivePathFor(image));

    /// <summary>Refuses a name under which something else than a board lies.</summary>
    /// <param name="image">Path of the image.</param>
    /// <exception cref="BoardException">There is something, and no <c>IMAGE.board</c> beside it says that it is a board.</exception>
    public static void CheckReplaceable(string image)
    {
        if (Directory.Exists(image))
        {
            throw new BoardException($"{image}: is a directory; choose another name");
        }

        string sidecar = BoardSidecar.PathFor(image);
        if (File.Exists(sidecar))
        {
            return;
        }

        string? stranger = new[] { image, sidecar, DrivePathFor(image) }.FirstOrDefault(Path.Exists);
        if (stranger != null)
        {
            throw new BoardException($"{stranger} is there and is no board (there is no file {sidecar}); choose another name");
        }
    }

    /// <summary>Makes a new board in place of a board that has the name: erased flash, a new number, an empty store with a seed.</summary>
    /// <param name="image">Path of the image.</param>
    /// <param name="description">Which board.</param>
    /// <param name="profile">One of its profiles.</param>
    /// <exception cref="BoardException">Something that is no board has the name.</exception>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has the board's image open; nothing was touched.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static SimulatedBoard Create(string image, BoardDescription description, BoardProfile profile)
    {
        CheckReplaceable(image);
        using (var held = File.Exists(image) ? Hold(image) : null)
        {
            Remove(image);
        }

        // First of all, so that whatever an interruption leaves can be told for a board.
        var sidecar = BoardSidecar.Create(description, profile);
        sidecar.Write(image);
        WriteErasedFlash(image, description.FlashSize);
        return Attach(image, description, profile, sidecar, isNew: true);
    }

    /// <summary>Opens a board, as switching it on does.</summary>
    /// <param name="image">Path of the image.</param>
    /// <exception cref="BoardException">There is no such board, or its files are not what they should be.</exception>
    /// <exception cref="StoreException">The store does not open: foreign, damaged, in use.</exception>
    public static SimulatedBoard Open(string image)
    {
        if (!File.Exists(image))
        {
            throw new BoardException(Directory.Exists(image)
                ? $"{image}: is a directory; name the image file of a board"
                : $"{image}: no such board; make it with 'nftoken board new {image}'");
        }

        var sidecar = BoardSidecar.Read(image);
        var (description, profile) = Recognise(image, sidecar);
        long length = new FileInfo(image).Length;
        if (length != description.FlashSize)
        {
            throw new BoardException(
                $"{image}: {length} bytes are no image of {description.Target}, whose flash has {description.FlashSize}; restore it from a copy");
        }

        return Attach(image, description, profile, sidecar, isNew: false);
    }

    /// <summary>Makes a board with flash in memory, gone when the program ends; runs the board's profile with the flash log.</summary>
    /// <param name="description">Which board.</param>
    public static SimulatedBoard InMemory(BoardDescription description)
    {
        var profile = description.Profiles.First(p => p.Store == BoardStoreKind.Flash);
        FlashSimulator flash = new(description.GetBlockSizes(profile.Partition), description.WriteSize, description.CanReprogram);
        return new SimulatedBoard(description, profile, BoardSidecar.Create(description, profile), Seeded(FlashStore.Format(flash)), null);
    }

    /// <inheritdoc/>
    public void Dispose() => _flash?.Dispose();

    private static string DrivePathFor(string image) => image + ".drive";

    private static (BoardDescription Description, BoardProfile Profile) Recognise(string image, BoardSidecar sidecar)
    {
        try
        {
            var description = BoardCatalog.Get(sidecar.Target);
            return (description, description.GetProfile(sidecar.Profile));
        }
        catch (BoardException e)
        {
            throw new BoardException($"{BoardSidecar.PathFor(image)}: {e.Message}");
        }
    }

    private static SimulatedBoard Attach(string image, BoardDescription description, BoardProfile profile, BoardSidecar sidecar, bool isNew)
    {
        bool isDrive = profile.Store == BoardStoreKind.Drive;
        try
        {
            return isDrive ? AttachDrive(image, description, profile, sidecar, isNew) : AttachFlash(image, description, profile, sidecar, isNew);
        }
        catch (StoreException e) when (e.Error == StoreError.Busy)
        {
            throw new StoreException(StoreError.Busy, image);
        }
        catch (StoreException e)
        {
            throw new StoreException(e.Error, $"{(isDrive ? DrivePathFor(image) : $"{image}, partition {profile.Partition.Name}")}: {e.Message}");
        }
    }

    private static SimulatedBoard AttachDrive(string image, BoardDescription description, BoardProfile profile, BoardSidecar sidecar, bool isNew)
    {
        // The files of the drive have no lock of their own: the image's is the board's.
        var held = Hold(image);
        try
        {
            string folder = DrivePathFor(image);
            if (isNew)
            {
                Directory.CreateDirectory(folder);
            }
            else if (!Directory.Exists(folder))
            {
                throw new BoardException($"{folder} is missing: it holds the files of the board's drive; restore it from a copy");
            }

            DirectoryDrive drive = new(folder);
            return new SimulatedBoard(description, profile, sidecar, isNew ? Seeded(DriveStore.Format(drive)) : DriveStore.Open(drive), held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static SimulatedBoard AttachFlash(string image, BoardDescription description, BoardProfile profile, BoardSidecar sidecar, bool isNew)
    {
        FlashImage flash = new(image, profile.Partition.Offset, description.GetBlockSizes(profile.Partition), description.WriteSize, description.CanReprogram);
        try
        {
            return new SimulatedBoard(description, profile, sidecar, isNew ? Seeded(FlashStore.Format(flash)) : FlashStore.Open(flash), flash);
        }
        catch
        {
            flash.Dispose();
            throw;
        }
    }

    /// <summary>Keeps every other program from a board's image until disposed of.</summary>
    private static FileStream Hold(string image)
    {
        try
        {
            // Windows deletes an open file only where deletion is shared; that lets nobody read or write it either.
            return new FileStream(image, FileMode.Open, FileAccess.Read, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (failure is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new StoreException(StoreError.Busy, image);
        }
    }

    private static ObjectStore Seeded(ObjectStore store)
    {
        byte[] seed = RandomNumberGenerator.GetBytes(SystemRecord.SeedLength);
        store.SaveObject(SystemRecord.Seed, seed);
        CryptographicOperations.ZeroMemory(seed);
        return store;
    }

    private static void WriteErasedFlash(string image, uint size)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // The image will hold a private key.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using FileStream file = new(image, options);
        byte[] sector = new byte[4096];
        Array.Fill(sector, (byte)0xFF);
        for (long left = size; left > 0; left -= sector.Length)
        {
            file.Write(sector, 0, (int)Math.Min(left, sector.Length));
        }
    }

    private static void Remove(string image)
    {
        File.Delete(image);
        File.Delete(BoardSidecar.PathFor(image));
        if (Directory.Exists(DrivePathFor(image)))
        {
            Directory.Delete(DrivePathFor(image), recursive: true);
        }
    }
}
