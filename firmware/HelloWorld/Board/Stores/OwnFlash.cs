using NfToken.Pal;
using NfToken.Pal.NanoFlash;
using NfToken.Pal.Storage;

namespace NfToken.HelloWorld.Board;

/// <summary>Objects in the flash log on the microcontroller's own flash, by firmware that gives a way to it.</summary>
internal static class BoardStore
{
    /// <summary>Opens the store. Erased flash becomes one; anything else is never formatted over: the exception says what it is.</summary>
    public static ObjectStore Open()
    {
        NanoFlashRegion flash = new();
        try
        {
            return FlashStore.Open(flash);
        }
        catch (StoreException e)
        {
            if (e.Error != StoreError.NotFormatted)
            {
                throw;
            }

            return FlashStore.Format(flash);
        }
    }
}
