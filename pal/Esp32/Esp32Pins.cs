using nanoFramework.Hardware.Esp32;

namespace NfToken.Pal.Esp32;

/// <summary>Any pin of an ESP32 can have any function; it is chosen before the function is used.</summary>
public static class Esp32Pins
{
    /// <summary>Chooses the pins of an SPI bus.</summary>
    /// <param name="bus">Number of the bus, 1 or 2.</param>
    /// <param name="clock">GPIO number of the clock.</param>
    /// <param name="miso">GPIO number of the line from chip to board.</param>
    /// <param name="mosi">GPIO number of the line from board to chip.</param>
    public static void UseSpi(int bus, int clock, int miso, int mosi)
    {
        Configuration.SetPinFunction(clock, bus == 1 ? DeviceFunction.SPI1_CLOCK : DeviceFunction.SPI2_CLOCK);
        Configuration.SetPinFunction(miso, bus == 1 ? DeviceFunction.SPI1_MISO : DeviceFunction.SPI2_MISO);
        Configuration.SetPinFunction(mosi, bus == 1 ? DeviceFunction.SPI1_MOSI : DeviceFunction.SPI2_MOSI);
    }
}
