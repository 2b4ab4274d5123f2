using System;
using System.Device.Spi;

namespace NfToken.Pal.Nano;

/// <summary>One chip on an SPI bus of the board.</summary>
/// <remarks>
/// On an ESP32 the pins of the bus are chosen before (<c>Configuration.SetPinFunction</c>), and all chips of a bus run with the mode and clock of
/// the one that was opened first. A transfer of usual length blocks every thread until it ends: about 0.2 ms for 256 bytes at 10 MHz.
/// </remarks>
public sealed class SpiConnection : ISpiDevice, IDisposable
{
    private readonly SpiDevice _device;

    /// <summary>Takes the chip select line.</summary>
    /// <param name="bus">Number of the bus, from 1.</param>
    /// <param name="chipSelect">Number of the chip select pin.</param>
    /// <param name="frequency">Clock in Hz; what the chip, its wiring and the bus bear: up to 33 MHz for the memories, 20 MHz over jumper wires is a lot.</param>
    /// <exception cref="FlashException">There is no such bus, its pins are not set, or the pin is taken.</exception>
    public SpiConnection(int bus, int chipSelect, int frequency)
    {
        try
        {
            _device = new SpiDevice(new SpiConnectionSettings(bus, chipSelect)
            {
                ClockFrequency = frequency,
                Mode = SpiMode.Mode0,
                DataFlow = DataFlow.MsbFirst,
                Configuration = SpiBusConfiguration.FullDuplex,
            });
        }
        catch (Exception e)
        {
            throw new FlashException("SPI" + bus.ToString() + " pin " + chipSelect.ToString() + ": " + e.Message);
        }
    }

    // Marked so that every compiler takes SpanByte here: to one that reads it from reference assemblies without its "ref struct" mark, the type itself is
    // obsolete. Callers have the interface and see nothing of it.
    /// <inheritdoc/>
    [Obsolete("call ISpiDevice.Transfer")]
    void ISpiDevice.Transfer(byte[] frame, int sendCount, int receiveCount)
    {
        try
        {
            SpanByte span = new(frame, 0, sendCount + receiveCount);
            if (receiveCount == 0)
            {
                _device.Write(span);
            }
            else
            {
                // The only call that keeps the chip selected from sending to receiving. Both sides have the same length, because the firmware moves
                // as many bytes each way as the longer one has; in place, because each byte is sent before the one received takes its room.
                _device.TransferFullDuplex(span, span);
            }
        }
        catch (Exception e)
        {
            throw new FlashException("SPI transfer: " + e.Message);
        }
    }

    /// <summary>Gives the chip select line back.</summary>
    public void Dispose() => _device.Dispose();
}
