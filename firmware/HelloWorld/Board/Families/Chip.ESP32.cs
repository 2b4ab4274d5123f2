using NfToken.Pal.Esp32;

namespace NfToken.HelloWorld.Board;

/// <summary>The SPI bus of the memory chip.</summary>
internal static class BoardSpi
{
    /// <summary>Chooses its pins.</summary>
    public static void ChoosePins() => Esp32Pins.UseSpi(ThisBoard.SpiBus, ThisBoard.PinSpiClock, ThisBoard.PinSpiMiso, ThisBoard.PinSpiMosi);
}
