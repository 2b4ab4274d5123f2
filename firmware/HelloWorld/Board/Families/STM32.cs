using NfToken.Pal;
using NfToken.Pal.Nano;
using NfToken.Pal.Stm32;

namespace NfToken.HelloWorld.Board;

/// <summary>What all STM32 boards have in common.</summary>
internal static class BoardFamily
{
    /// <summary>Opens the UART of the provisioning console, whose pins are fixed in the firmware.</summary>
    public static ISerialPort OpenPort() => new UartPort(ThisBoard.ProvisioningUart, ThisBoard.ProvisioningBaud);

    /// <summary>The number of the chip.</summary>
    public static IDeviceId MakeDeviceId() => new Stm32DeviceId();

    /// <summary>The RAM.</summary>
    public static IMemory MakeMemory() => new Stm32Memory();
}
