using System.Collections.Generic;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Images;

/// <summary>How an image gets onto a board.</summary>
internal static class FlashingAdvice
{
    /// <summary>Lines for the user.</summary>
    /// <param name="partition">What the image is of.</param>
    /// <param name="isHex">Whether the file says itself where its bytes belong.</param>
    /// <param name="file">Its name.</param>
    public static IEnumerable<string> For(PartitionImage partition, bool isHex, string file)
    {
        yield return $"{partition.Board.Target}, {partition.Place}";

        // esptool takes the address for Intel HEX too, and fills from there; ST's programmer takes it from the file.
        yield return partition.Profile.Store != BoardStoreKind.Flash ? $"write {file} with the chip's programmer{(isHex ? string.Empty : $" at 0x{partition.Address:X}")}"
            : partition.Board.Family == "ESP32" ? $"esptool --port PORT write_flash 0x{partition.Address:X} {file}"
            : $"STM32_Programmer_CLI -c port=SWD -w {file}{(isHex ? string.Empty : $" 0x{partition.Address:X8}")}";
        if (!partition.Board.HasTrng)
        {
            yield return "this board has no random generator of its own: flashed again with the very same image it can repeat itself; make a new image, or 'seed inject' a new seed";
        }
    }
}
