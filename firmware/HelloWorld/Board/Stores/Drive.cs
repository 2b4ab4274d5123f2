using NfToken.Pal;
using NfToken.Pal.Nano;
using NfToken.Pal.Storage;

namespace NfToken.HelloWorld.Board;

/// <summary>Objects in files on a drive.</summary>
internal static class BoardStore
{
    /// <summary>Opens the store. A new board's folder is empty and becomes one; anything else is never formatted over: the exception says what it is.</summary>
    public static ObjectStore Open()
    {
        FileDrive drive = new(ThisBoard.Drive);
        return drive.GetFileNames().Length == 0 ? DriveStore.Format(drive) : DriveStore.Open(drive);
    }
}
