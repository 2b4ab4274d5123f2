using System;
using System.IO;
using System.Security.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tool.Images;

/// <summary>What of a board's flash carries the token's objects, made as bytes that a programmer writes there.</summary>
internal sealed class PartitionImage
{
    private readonly BoardRegion _region;

    private PartitionImage(BoardDescription board, BoardProfile profile)
    {
        _region = board.GetRegion(profile);
        Board = board;
        Profile = profile;
    }

    /// <summary>The board.</summary>
    public BoardDescription Board { get; }

    /// <summary>Its profile.</summary>
    public BoardProfile Profile { get; }

    /// <summary>Where the image belongs: offset in the board's flash, or in its chip.</summary>
    public uint Offset => _region.Place.Offset;

    /// <summary>The same as programmers count: internal flash of the STM32 begins at 0x08000000 (reference manuals, memory map).</summary>
    public uint Address => Offset + (_region.Chip == null && Board.Family == "STM32" ? 0x08000000u : 0u);

    /// <summary>Size in bytes.</summary>
    public uint Size => _region.Place.Size;

    /// <summary>The place in words.</summary>
    public string Place => $"{(_region.Chip == null ? "partition" : "SPI chip")} {_region.Place.Name}, 0x{Offset:X} to 0x{Offset + Size - 1:X}";

    /// <summary>Finds out what of a board an image is of.</summary>
    /// <param name="board">The board.</param>
    /// <param name="profile">One of its profiles.</param>
    /// <exception cref="ToolException">Its objects are not in flash that has an image of its own.</exception>
    public static PartitionImage Of(BoardDescription board, BoardProfile profile) => profile.Store switch
    {
        BoardStoreKind.Flash or BoardStoreKind.SpiNor => new PartitionImage(board, profile),
        BoardStoreKind.Drive => throw new ToolException(
            $"profile {profile.Name} of {board.Target} keeps objects in files on a drive that also holds the board's network settings; provision it over its UART: nftoken provision PORT"),
        _ => throw new ToolException($"profile {profile.Name} of {board.Target} keeps objects in a memory that is written by the board alone; provision it over its UART: nftoken provision PORT"),
    };

    /// <summary>Makes an image.</summary>
    /// <param name="fill">Fills the empty store.</param>
    /// <returns>All bytes of the place; the caller clears them.</returns>
    public byte[] Make(Action<ObjectStore> fill)
    {
        FlashSimulator flash = new(_region.BlockSizes, _region.WriteSize, _region.CanReprogram);
        fill(FlashStore.Format(flash));
        byte[] image = new byte[Size];
        int at = 0;
        for (int block = 0; block < flash.BlockCount; block++)
        {
            flash.GetCells(block).CopyTo(image.AsSpan(at));
            at += flash.GetBlockSize(block);
        }

        return image;
    }

    /// <summary>Opens the store in an image, as the board will.</summary>
    /// <param name="image">All bytes of the place.</param>
    /// <exception cref="StoreException">There is none in it.</exception>
    public ObjectStore Open(byte[] image)
    {
        FlashSimulator flash = new(_region.BlockSizes, _region.WriteSize, _region.CanReprogram);
        int at = 0;
        for (int block = 0; block < flash.BlockCount; block++)
        {
            int size = flash.GetBlockSize(block);
            flash.Program(block, 0, image, at, size);
            at += size;
        }

        return FlashStore.Open(flash);
    }

    /// <summary>The file that a programmer takes.</summary>
    /// <param name="image">All bytes of the place.</param>
    /// <param name="asHex">Intel HEX, which leaves out what is blank and says where the bytes belong; otherwise the bytes.</param>
    /// <returns>Its content; the caller clears it.</returns>
    public byte[] ToFile(byte[] image, bool asHex) => asHex ? IntelHex.Write(image, Address, _region.BlockSizes) : [.. image];

    /// <summary>Reads a file that <see cref="ToFile"/> made.</summary>
    /// <param name="path">The file.</param>
    /// <returns>All bytes of the place; the caller clears them.</returns>
    /// <exception cref="ToolException">It is none, or one of another place.</exception>
    public byte[] ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"{path}: no such file; check the name");
        }

        byte[] file = File.ReadAllBytes(path);
        byte[] image = new byte[Size];
        try
        {
            Array.Fill(image, (byte)0xFF);
            if (IntelHex.Is(file))
            {
                IntelHex.Read(file, Address, image);
            }
            else if (file.Length == image.Length)
            {
                file.CopyTo(image, 0);
            }
            else
            {
                throw new FormatException($"{file.Length} bytes are no image of {Place}; was it made for another board?");
            }

            return image;
        }
        catch (FormatException e)
        {
            throw new ToolException($"{path}: {e.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(file);
        }
    }
}
