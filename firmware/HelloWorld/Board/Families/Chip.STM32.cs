namespace NfToken.HelloWorld.Board;

/// <summary>The SPI bus of the memory chip.</summary>
internal static class BoardSpi
{
    /// <summary>Does nothing: the pins of a bus are fixed in the firmware.</summary>
    public static void ChoosePins()
    {
    }
}
