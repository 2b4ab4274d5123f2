using NfToken.Pal;
using NfToken.Pal.Nano;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;

namespace NfToken.HelloWorld.Board;

/// <summary>Objects in the flash log on a part of a NOR flash chip on the SPI bus.</summary>
internal static class BoardStore
{
    private const int BlockSize = 4096;

    /// <summary>Opens the store. An erased chip becomes one; anything else is never formatted over: the exception says what it is.</summary>
    public static ObjectStore Open()
    {
        BoardSpi.ChoosePins();
        SpiConnection chip = new(ThisBoard.SpiBus, ThisBoard.PinSpiSelect, ThisBoard.SpiFrequency);
        try
        {
            SpiNorFlash flash = new(chip, new NanoClock(), ThisBoard.ChipOffset / BlockSize, ThisBoard.ChipSize / BlockSize);
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
        catch
        {
            // The next attempt wants the chip select line again.
            chip.Dispose();
            throw;
        }
    }
}
