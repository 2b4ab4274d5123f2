using NfToken.Pal;
using NfToken.Pal.Esp32;
using NfToken.Pal.Nano;

namespace NfToken.HelloWorld.Board;

/// <summary>What all ESP32 boards have in common.</summary>
internal static class BoardFamily
{
    /// <summary>Opens the UART of the provisioning console. The chip's first is the firmware's own: text, debugger, deployment.</summary>
    public static ISerialPort OpenPort()
    {
        Esp32Pins.UseUart(ThisBoard.ProvisioningUart, ThisBoard.PinProvisioningTx, ThisBoard.PinProvisioningRx);
        return new UartPort(ThisBoard.ProvisioningUart + 1, ThisBoard.ProvisioningBaud);
    }

    /// <summary>The number of the chip.</summary>
    public static IDeviceId MakeDeviceId() => new Esp32DeviceId();

    /// <summary>The RAM.</summary>
    public static IMemory MakeMemory() => new Esp32Memory();
}
