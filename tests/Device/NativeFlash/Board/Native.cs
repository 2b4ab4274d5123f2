using NfToken.Pal;
using NfToken.Pal.NanoFlash;

namespace NfToken.Tests.NativeFlash;

/// <summary>The board's own flash.</summary>
internal static class Native
{
    /// <summary>Null where the firmware has no native class for it, or sets no blocks apart.</summary>
    public static IFlashRegion Open()
    {
        try
        {
            return new NanoFlashRegion();
        }
        catch (FlashException)
        {
            return null;
        }
    }
}
