using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NfToken.Tool.Images;

/// <summary>Writes files that hold keys: whole under their name or not at all, for their owner only, and durable.</summary>
internal static partial class SecretFile
{
    private const int WriteOnly = 1;
    private const int TemporaryOnLinux = 0x410000;
    private const int CloseOnExec = 0x80000;
    private const int OwnerOnly = 0x180;
    private const int AtCurrentDirectory = -100;
    private const int FollowLink = 0x400;

    /// <summary>Writes a file in place of one that has the name.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">Its bytes.</param>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (!OperatingSystem.IsLinux() || !TryWriteNameless(path, content))
        {
            WriteBeside(path, content);
        }
    }

    /// <summary>The name under which a file may lie while it is written, where the system has no files without a name.</summary>
    /// <param name="path">Its path.</param>
    public static string PartialPathFor(string path) => path + ".partial";

    // A file without a name until it is whole: where the process is killed nothing is left of it (open(2), O_TMPFILE; linkat(2)).
    private static bool TryWriteNameless(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        int descriptor = Open(folder, TemporaryOnLinux | WriteOnly | CloseOnExec, OwnerOnly);
        if (descriptor < 0)
        {
            return false;
        }

        using SafeFileHandle file = new(descriptor, ownsHandle: true);
        RandomAccess.Write(file, content, 0);
        RandomAccess.FlushToDisk(file);
        File.Delete(path);
        return LinkAt(AtCurrentDirectory, $"/proc/self/fd/{descriptor}", AtCurrentDirectory, path, FollowLink) == 0;
    }

    private static void WriteBeside(string path, ReadOnlySpan<byte> content)
    {
        string partial = PartialPathFor(path);
        File.Delete(partial);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using (FileStream file = new(partial, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "linkat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(int oldFolder, string oldPath, int newFolder, string newPath, int flags);
}
