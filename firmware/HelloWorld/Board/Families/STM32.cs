using NfToken.Pal;
using NfToken.Pal.Stm32;

namespace NfToken.HelloWorld.Board;

/// <summary>What all STM32 boards have in common.</summary>
internal static class BoardFamily
{
    /// <summary>The console: a UART that the application opens, because the firmware writes no text to any.</summary>
    public static IConsole OpenConsole() => new SerialConsole(ThisBoard.ConsoleUart, ThisBoard.ConsoleBaud);

    /// <summary>The number of the chip.</summary>
    public static IDeviceId MakeDeviceId() => new Stm32DeviceId();

    /// <summary>The RAM.</summary>
    public static IMemory MakeMemory() => new Stm32Memory();
}
