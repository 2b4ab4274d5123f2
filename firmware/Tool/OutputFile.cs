using System;
using System.IO;
using NfToken.Pal.Simulator;

namespace NfToken.Tool;

/// <summary>Files that the user names to be written.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a place where nothing can be written, or where something lies that is wanted still.</summary>
    /// <param name="path">The file to be written.</param>
    /// <param name="inputs">Files that are read, null where one is left out.</param>
    /// <exception cref="ToolException">It is a directory, in a directory that is not there, a board, or one of the inputs.</exception>
    public static void Check(string path, params ReadOnlySpan<string?> inputs)
    {
        if (Directory.Exists(path))
        {
            throw new ToolException($"{path}: is a directory; name a file");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new ToolException($"{folder}: no such directory; make it first");
        }

        if (File.Exists(BoardSidecar.PathFor(path)))
        {
            throw new ToolException($"{path}: is a simulated board; choose another name");
        }

        foreach (string? input in inputs)
        {
            if (input != null && Final(path) == Final(input))
            {
                throw new ToolException($"{path}: is read too, and would be overwritten; choose another name");
            }
        }
    }

    private static string Final(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target ? target.FullName : Path.GetFullPath(path);
}
