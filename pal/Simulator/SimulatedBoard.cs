using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using NfToken.Pal.Noise;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A board on the PC: its flash in an image file with the real map, its number beside it, its object store. What it runs is up to
/// the caller, as on a board.
/// </summary>
/// <remarks>
/// <c>IMAGE</c> holds every byte of the flash; <c>IMAGE.board</c> (<see cref="BoardSidecar"/>) says which board it is; with a profile that keeps
/// objects on a drive, <c>IMAGE.drive</c> is the folder of the drive's files, and the drive's partition in the image stays erased; with a profile that keeps them in a memory of its own,
/// <c>IMAGE.chip</c> holds every byte of that memory; <c>IMAGE.lock</c> is there once programs shared the board (<see cref="SharedBoard"/>). A NOR flash chip is driven as on a board: by <see cref="SpiNorFlash"/>, bit by bit over the bus.
/// </remarks>
public sealed class SimulatedBoard : IDisposable
{
    private readonly IDisposable[] _files;

    private SimulatedBoard(BoardDescription description, BoardProfile profile, BoardSidecar sidecar, ObjectStore store, params IDisposable[] files)
    {
        Description = description;
        Profile = profile;
        DeviceId = sidecar;
        Entropy = sidecar.Entropy ?? (description.HasTrng ? EntropyKind.Trng : EntropyKind.None);
        Hmac = description.HasNativeHmac ? new HostHmac() : null;
        Aes = description.NativeAesKeyLengths.Count > 0 ? new HostAes(description.NativeAesKeyLengths) : null;
        Store = store;
        _files = files;
    }

    /// <summary>Which board it is.</summary>
    public BoardDescription Description { get; }

    /// <summary>Which profile it runs.</summary>
    public BoardProfile Profile { get; }

    /// <summary>The number of its chip.</summary>
    public IDeviceId DeviceId { get; }

    /// <summary>What generator of noise its chip has.</summary>
    public EntropyKind Entropy { get; }

    /// <summary>Its firmware's HMAC; null where it has none.</summary>
    public INativeHmac? Hmac { get; }

    /// <summary>Its firmware's AES; null where it has none.</summary>
    public INativeAes? Aes { get; }

    /// <summary>
    /// What its randomness is made of besides the NV seed, as on a board: the chip's generator where it has one, its number, the clock and how it jitters. Made
    /// anew each time; a generator that breaks does so from the first byte on.
    /// </summary>
    public INoiseSource[] GetNoiseSources()
    {
        HostClock clock = new();
        INoiseSource[] inputs = [new DeviceIdNoise(DeviceId), new ClockNoise(clock), new JitterNoise(clock)];
        string name = Description.HasTrng ? Description.EntropySource : "trng";
        return Entropy == EntropyKind.None ? inputs : [new SimulatedTrng(name, Entropy), .. inputs];
    }

    /// <summary>Its object store, open.</summary>
    public ObjectStore Store { get; }

    /// <summary>
    /// Number of records, or entries of the flash log, that are damaged so that not even the record can be named: objects may be missing. Always 0 with a
    /// profile that keeps objects on a drive.
    /// </summary>
    public int LostRecords => Store switch
    {
        FlashStore log => log.LostRecords,
        EepromStore sections => sections.LostRecords,
        _ => 0,
    };

    /// <summary>Makes a new board in place of a board that has the name: erased flash, a new number, an empty store.</summary>
    /// <param name="image">Path of the image.</param>
    /// <param name="description">Which board.</param>
    /// <param name="profile">One of its profiles.</param>
    /// <param name="entropy">Its generator of noise; null: what the description says.</param>
    /// <param name="hasSeed">Whether an NV seed goes into the store, as at provisioning.</param>
    /// <exception cref="BoardException">Something that is no board has the name.</exception>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has the board's image open; nothing was touched.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static SimulatedBoard Create(
        string image, BoardDescription description, BoardProfile profile, EntropyKind? entropy = null, bool hasSeed = true)
    {
        BoardFiles.CheckReplaceable(image);
        using (var held = File.Exists(image) ? BoardFiles.Hold(image) : null)
        {
            BoardFiles.Remove(image);
            ImageGeneration.CountFor(image);
        }

        // First of all, so that whatever an interruption leaves can be told for a board.
        var sidecar = BoardSidecar.Create(description, profile, entropy);
        SimulatedBoard? board = null;
        try
        {
            sidecar.Write(image);
            ImageFile.Create(image, description.FlashSize, 0xFF);
            if (profile.HasOwnMemory)
            {
                ImageFile.Create(BoardFiles.ChipPathFor(image), profile.OwnMemorySize, 0xFF);
            }

            board = Attach(image, description, profile, sidecar, isNew: true, ImageAccess.Alone);
            return hasSeed ? board.Seeded() : board;
        }
        catch
        {
            // A disk that is full: half a board would be in the way of the next try.
            board?.Dispose();
            BoardFiles.Remove(image);
            throw;
        }
    }

    /// <summary>Opens a board, as switching it on does.</summary>
    /// <param name="image">Path of the image.</param>
    /// <exception cref="BoardException">There is no such board, or its files are not what they should be.</exception>
    /// <exception cref="StoreException">The store does not open: foreign, damaged, in use.</exception>
    public static SimulatedBoard Open(string image) => Open(image, ImageAccess.Alone);

    /// <summary>Makes a board with flash in memory, gone when the program ends; runs the board's profile with the flash log.</summary>
    /// <param name="description">Which board.</param>
    /// <param name="entropy">Its generator of noise; null: what the description says.</param>
    /// <exception cref="BoardException">It has no such profile.</exception>
    public static SimulatedBoard InMemory(BoardDescription description, EntropyKind? entropy = null)
    {
        var profile = description.Profiles.FirstOrDefault(p => p.Store == BoardStoreKind.Flash)
            ?? throw new BoardException($"board {description.Target} has no profile with a flash log in its own flash");
        var region = description.GetRegion(profile);
        FlashSimulator flash = new(region.BlockSizes, region.WriteSize, region.CanReprogram);
        return new SimulatedBoard(description, profile, BoardSidecar.Create(description, profile, entropy), FlashStore.Format(flash)).Seeded();
    }

    /// <summary>Writes the partition that carries a board's objects, as a programmer does.</summary>
    /// <param name="image">Path of the board's image.</param>
    /// <param name="read">Gives all bytes of a partition, whose place it is told.</param>
    /// <returns>What was written to.</returns>
    /// <exception cref="BoardException">There is no such board, or it keeps its objects elsewhere.</exception>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has the board open.</exception>
    public static BoardPartition WritePartition(string image, Func<BoardDescription, BoardProfile, byte[]> read)
    {
        var (description, profile) = Recognise(image, BoardSidecar.Read(image));
        byte[] content = read(description, profile);
        try
        {
            var place = description.GetRegion(profile).Place;
            using var held = profile.Chip == null ? null : BoardFiles.Hold(image);
            using var target = ImageFile.Open(profile.Chip == null ? image : BoardFiles.ChipPathFor(image), (long)place.End, ImageAccess.Alone);
            ImageGeneration.CountFor(image);
            target.Position = place.Offset;
            target.Write(content);
            target.Flush(flushToDisk: true);
            return place;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
        {
            file.Dispose();
        }
    }

    /// <summary>Opens a board whose files other programs use too, for one that has their lock.</summary>
    internal static SimulatedBoard OpenShared(string image, ImageAccess access) => Open(image, access);

    /// <summary>Gives an image that came without its other files a number of its own.</summary>
    internal static void Adopt(string image, BoardDescription description, BoardProfile profile)
    {
        BoardFiles.CheckLength(image, description);
        BoardSidecar.Create(description, profile).Write(image);
    }

    private static SimulatedBoard Open(string image, ImageAccess access)
    {
        BoardFiles.CheckIsThere(image);
        var sidecar = BoardSidecar.Read(image);
        var (description, profile) = Recognise(image, sidecar);
        BoardFiles.CheckLength(image, description);
        return Attach(image, description, profile, sidecar, isNew: false, access);
    }

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

    private static SimulatedBoard Attach(string image, BoardDescription description, BoardProfile profile, BoardSidecar sidecar, bool isNew, ImageAccess access)
    {
        try
        {
            var board = profile.Store switch
            {
                BoardStoreKind.Drive => AttachDrive(image, description, profile, sidecar, isNew, access),
                BoardStoreKind.Flash => AttachFlash(image, description, profile, sidecar, isNew, access),
                _ => AttachChip(image, description, profile, sidecar, isNew, access),
            };
            if (!access.IsShared)
            {
                ImageGeneration.CountFor(image);
            }

            return board;
        }
        catch (StoreException e) when (e.Error == StoreError.Busy)
        {
            throw new StoreException(StoreError.Busy, image);
        }
        catch (FlashException e)
        {
            throw new StoreException(StoreError.Device, $"{BoardFiles.ChipPathFor(image)}: {e.Message}");
        }
        catch (StoreException e)
        {
            string place = profile.Store == BoardStoreKind.Drive ? BoardFiles.DrivePathFor(image)
                : profile.Partition == null ? BoardFiles.ChipPathFor(image)
                : $"{image}, partition {profile.Partition.Name}";
            throw new StoreException(e.Error, $"{place}: {e.Message}");
        }
    }

    private static SimulatedBoard AttachDrive(string image, BoardDescription description, BoardProfile profile, BoardSidecar sidecar, bool isNew, ImageAccess access)
    {
        // The files of the drive have no lock of their own: the image's is the board's.
        var held = access.IsShared ? null : BoardFiles.Hold(image);
        try
        {
            string folder = BoardFiles.DrivePathFor(image);
            if (isNew)
            {
                Directory.CreateDirectory(folder);
            }
            else if (!Directory.Exists(folder))
            {
                throw new BoardException($"{folder} is missing: it holds the files of the board's drive; restore it from a copy");
            }

            DirectoryDrive drive = new(folder, access);
            return new SimulatedBoard(description, profile, sidecar, isNew ? DriveStore.Format(drive) : DriveStore.Open(drive), held == null ? [] : [held]);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    private static SimulatedBoard AttachFlash(string image, BoardDescription description, BoardProfile profile, BoardSidecar sidecar, bool isNew, ImageAccess access)
    {
        var region = description.GetRegion(profile);
        FlashImage flash = new(image, region.Place.Offset, region.BlockSizes, region.WriteSize, region.CanReprogram, access);
        try
        {
            return new SimulatedBoard(description, profile, sidecar, isNew ? FlashStore.Format(flash) : FlashStore.Open(flash), flash);
        }
        catch
        {
            flash.Dispose();
            throw;
        }
    }

    private static SimulatedBoard AttachChip(string image, BoardDescription description, BoardProfile profile, BoardSidecar sidecar, bool isNew, ImageAccess access)
    {
        string path = BoardFiles.ChipPathFor(image);
        if (!File.Exists(path))
        {
            throw new BoardException($"{path} is missing: it holds the memory with the board's objects; restore it from a copy");
        }

        long length = new FileInfo(path).Length;
        if (length != profile.OwnMemorySize)
        {
            throw new BoardException($"{path}: {length} bytes are no image of the board's memory, which has {profile.OwnMemorySize}; restore it from a copy");
        }

        // Two files, of which the image's lock is the board's.
        Stack<IDisposable> files = new();
        try
        {
            if (!access.IsShared)
            {
                files.Push(BoardFiles.Hold(image));
            }

            ObjectStore store;
            if (profile is { Chip: { } chip, ChipRegion: { } region })
            {
                int[] blocks = new int[chip.Size / BoardDescription.ChipBlock];
                Array.Fill(blocks, (int)BoardDescription.ChipBlock);
                FlashImage cells = new(path, 0, blocks, 1, true, access);
                files.Push(cells);
                SpiTime time = new();
                SpiNorModel model = new(chip, time, cells);
                SpiNorFlash flash = new(
                    new SpiWire(model, time), time, (int)(region.Offset / BoardDescription.ChipBlock), (int)(region.Size / BoardDescription.ChipBlock));
                store = isNew ? FlashStore.Format(flash) : FlashStore.Open(flash);
            }
            else
            {
                EepromImage sections = new(path, profile.SectionCount, profile.SectionSize, access);
                files.Push(sections);
                store = isNew ? EepromStore.Format(sections) : EepromStore.Open(sections);
            }

            return new SimulatedBoard(description, profile, sidecar, store, [.. files]);
        }
        catch
        {
            while (files.TryPop(out var file))
            {
                file.Dispose();
            }

            throw;
        }
    }

    private SimulatedBoard Seeded()
    {
        byte[] seed = RandomNumberGenerator.GetBytes(SystemRecord.SeedLength);
        Store.SaveObject(SystemRecord.Seed, seed);
        CryptographicOperations.ZeroMemory(seed);
        return this;
    }
}
