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

    /// <summary>Chooses the pins of a UART.</summary>
    /// <param name="uart">Its number in the chip, from 0: UART 1 is <c>COM2</c>.</param>
    /// <param name="transmit">GPIO number of the line that the board drives.</param>
    /// <param name="receive">GPIO number of the line that it listens to.</param>
    public static void UseUart(int uart, int transmit, int receive)
    {
        // A value has the kind of device, its number from 1, and the pin's role, a byte each.
        Configuration.SetPinFunction(transmit, (DeviceFunction)((int)DeviceFunction.COM1_TX + (uart << 8)));
        Configuration.SetPinFunction(receive, (DeviceFunction)((int)DeviceFunction.COM1_RX + (uart << 8)));
    }
}
