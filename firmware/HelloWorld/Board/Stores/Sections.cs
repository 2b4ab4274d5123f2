using NfToken.Pal;
using NfToken.Pal.Nano;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;

namespace NfToken.HelloWorld.Board;

/// <summary>Objects in sections of a FRAM on the SPI bus.</summary>
internal static class BoardStore
{
    /// <summary>Opens the store. A blank chip becomes one; anything else is never formatted over: the exception says what it is.</summary>
    public static ObjectStore Open()
    {
        BoardSpi.ChoosePins();
        SpiConnection chip = new(ThisBoard.SpiBus, ThisBoard.PinSpiSelect, ThisBoard.SpiFrequency);
        try
        {
            SpiFram fram = new(chip, ThisBoard.SectionCount * ThisBoard.SectionSize, ThisBoard.SectionSize);
            try
            {
                return EepromStore.Open(fram);
            }
            catch (StoreException e)
            {
                if (e.Error != StoreError.NotFormatted)
                {
                    throw;
                }

                return EepromStore.Format(fram);
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
