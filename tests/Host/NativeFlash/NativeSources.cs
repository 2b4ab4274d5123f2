using System.Runtime.CompilerServices;

namespace NfToken.Tests.Host.NativeFlash;

/// <summary>Where the C++ lies.</summary>
internal static class NativeSources
{
    public static string Folder { get; } = Find();

    private static string Find([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "pal", "Nano", "native"));
}
