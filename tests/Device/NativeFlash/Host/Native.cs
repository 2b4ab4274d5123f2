using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tests.NativeFlash;

/// <summary>What stands in for the board's own flash.</summary>
internal static class Native
{
    private static readonly FlashSimulator Flash = new([4096, 4096, 8192], 2, true);

    public static IFlashRegion Open() => Flash;
}
