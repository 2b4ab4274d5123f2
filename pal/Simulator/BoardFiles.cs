using System;
using System.IO;
using System.Linq;

namespace NfToken.Pal.Simulator;

/// <summary>The files of a simulated board, as <see cref="SimulatedBoard"/> lists them: their names beside the image's, and what may be done with them.</summary>
public static class BoardFiles
{
    /// <summary>Whether any of a board's files is there.</summary>
    /// <param name="image">Path of the image.</param>
    public static bool Exists(string image) =>
        Path.Exists(image) || Path.Exists(BoardSidecar.PathFor(image)) || Path.Exists(DrivePathFor(image)) || Path.Exists(ChipPathFor(image));

    /// <summary>The file of a memory beside the board's flash.</summary>
    /// <param name="image">Path of the image.</param>
    public static string ChipPathFor(string image) => image + ".chip";

    /// <summary>The folder with the files of a board's drive.</summary>
    /// <param name="image">Path of the image.</param>
    public static string DrivePathFor(string image) => image + ".drive";

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

        string? stranger = new[] { image, sidecar, DrivePathFor(image), ChipPathFor(image) }.FirstOrDefault(Path.Exists);
        if (stranger != null)
        {
            throw new BoardException($"{stranger} is there and is no board (there is no file {sidecar}); choose another name");
        }
    }

    /// <summary>Refuses an image that is not there.</summary>
    /// <param name="image">Path of the image.</param>
    /// <exception cref="BoardException">There is no such file.</exception>
    internal static void CheckIsThere(string image)
    {
        if (!File.Exists(image))
        {
            throw new BoardException(Directory.Exists(image)
                ? $"{image}: is a directory; name the image file of a board"
                : $"{image}: no such board; make it with 'nftoken board new {image}'");
        }
    }

    /// <summary>Refuses an image of another size than the board's flash.</summary>
    /// <param name="image">Path of the image.</param>
    /// <param name="description">Which board.</param>
    /// <exception cref="BoardException">It is no image of the board.</exception>
    internal static void CheckLength(string image, BoardDescription description)
    {
        long length = new FileInfo(image).Length;
        if (length != description.FlashSize)
        {
            throw new BoardException(
                $"{image}: {length} bytes are no image of {description.Target}, whose flash has {description.FlashSize}; restore it from a copy");
        }
    }

    /// <summary>Keeps every other program from a board's image until disposed of.</summary>
    /// <param name="image">Path of the image.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Busy"/>: another program has it open.</exception>
    internal static FileStream Hold(string image)
    {
        try
        {
            // Windows deletes an open file only where deletion is shared; that lets nobody read or write it either.
            return ImageFile.OpenAlone(image, FileAccess.Read, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None);
        }
        catch (IOException failure) when (failure is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new StoreException(StoreError.Busy, image);
        }
    }

    /// <summary>Removes a board.</summary>
    /// <param name="image">Path of the image.</param>
    internal static void Remove(string image)
    {
        File.Delete(image);
        File.Delete(BoardSidecar.PathFor(image));
        File.Delete(ChipPathFor(image));
        if (Directory.Exists(DrivePathFor(image)))
        {
            Directory.Delete(DrivePathFor(image), recursive: true);
        }
    }
}
