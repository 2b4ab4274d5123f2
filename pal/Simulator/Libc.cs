using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace NfToken.Pal.Simulator;

/// <summary>What Linux has for programs that share a file and .NET has not.</summary>
[SupportedOSPlatform("linux")]
internal static partial class Libc
{
    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;
    private const int Create = 0x40;
    private const int OwnerOnly = 0x180;
    private const int LockExclusive = 2;
    private const int NoWait = 4;
    private const int Unlock = 8;

    /// <summary>Opens a file for reading and writing, without the lock that .NET takes.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isMade">Whether it is made, for its owner alone, where it is not there.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenUnlocked(string path, bool isMade = false)
    {
        int file = Open(path, ReadWrite | CloseOnExec | (isMade ? Create : 0), OwnerOnly);
        return file >= 0 ? new SafeFileHandle(file, true) : throw new IOException($"{path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Takes the lock that .NET's FileShare.None takes too.</summary>
    /// <param name="file">An open file.</param>
    /// <returns>False where another program has it.</returns>
    public static bool TryLock(SafeFileHandle file) => Flock((int)file.DangerousGetHandle(), LockExclusive | NoWait) == 0;

    /// <summary>Takes the same lock in the order of those who wait for it.</summary>
    /// <param name="file">An open file.</param>
    public static void Lock(SafeFileHandle file)
    {
        // A signal may interrupt it.
        while (Flock((int)file.DangerousGetHandle(), LockExclusive) != 0)
        {
        }
    }

    /// <summary>Gives it back.</summary>
    /// <param name="file">The file.</param>
    public static void Release(SafeFileHandle file) => _ = Flock((int)file.DangerousGetHandle(), Unlock);

    /// <summary>Waits until a file's bytes would outlast a loss of power.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">They would not.</exception>
    public static void Sync(SafeFileHandle file)
    {
        if (Fdatasync(file) != 0)
        {
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "flock")]
    private static partial int Flock(int file, int operation);

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Fdatasync(SafeFileHandle file);
}
