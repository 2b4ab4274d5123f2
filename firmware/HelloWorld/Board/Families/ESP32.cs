using NfToken.Pal;
using NfToken.Pal.Esp32;
using NfToken.Pal.Nano;

namespace NfToken.HelloWorld.Board;

/// <summary>What all ESP32 boards have in common.</summary>
internal static class BoardFamily
{
    /// <summary>The console: the firmware writes it to its UART.</summary>
    public static IConsole OpenConsole() => new UartConsole();

    /// <summary>The number of the chip.</summary>
    public static IDeviceId MakeDeviceId() => new Esp32DeviceId();

    /// <summary>The RAM.</summary>
    public static IMemory MakeMemory() => new Esp32Memory();
}
