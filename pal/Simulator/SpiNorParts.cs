using System;
using System.Collections.Generic;
using System.Linq;

namespace NfToken.Pal.Simulator;

/// <summary>Serial NOR flashes that people have on their boards, and those that do something in another way.</summary>
/// <remarks>
/// SFDP tables are those of real parts as far as dumps could be had: MX25L3233F (Linux mailing list linux-mtd, E. Geva 2024, patches on Macronix OTP), W25Q32JV (basic
/// table, words 1 to 9: armink/SFUD issue 84), MX25L25635F, MX66L1G45G, W25Q256FV, W25Q512JV and IS25WP256 (QEMU, hw/block/m25p80_sfdp.c). W25Q128JV has W25Q32JV's
/// with its own density. Those of AT25SF321B and GD25Q32C are put together by JESD216 from the parts' sizes and instructions, with words 10 to 16 of
/// AT25QL128A (linux-mtd, B. Das 2022) for the former; what Linux reads from the former's table agrees (M. Folkesson 2024). No dump was at hand
/// for words 10 to 16 of the W25Q32JV, nor for the times, protection bits and registers of all parts: they stand as the families are known to have them, not checked
/// against each data sheet.
/// </remarks>
public static class SpiNorParts
{
    private const string Signature = "53464450";
    private const string ReadModes = "44EB086B083B42BB";
    private const string Erases = "0C200F5210D8";

    /// <summary>Words 3 to 9 of the Winbond parts.</summary>
    private const string WinbondModes = ReadModes + "FEFFFFFFFFFF0000FFFF40EB" + Erases + "0000";

    /// <summary>Words 10 to 16 of Winbond's parts with three address bytes: times, page of 256 bytes, power-down, status polling, reset by 66h 99h.</summary>
    private const string WinbondLater = "3602A60082EA14C9E96376337A757A75F7A2D55C19F74DFFE930F880";

    /// <summary>Names of the parts that can be bought, by which <see cref="Find"/> knows them.</summary>
    public static IReadOnlyList<string> Names => [.. Sold.Select(part => part.Name)];

    /// <summary>Winbond W25Q32JV, 4 MB.</summary>
    public static SpiNorPart W25Q32JV { get; } = new()
    {
        Name = "W25Q32JV",
        JedecId = 0xEF4016,
        Size = 0x400000,
        Sfdp = Sfdp((0, Signature + "050100FF" + "00050110800000FF"), (0x80, "E520F9FF" + "FFFFFF01" + WinbondModes + WinbondLater)),
    };

    /// <summary>Winbond W25Q128JV, 16 MB: the largest that three address bytes reach.</summary>
    public static SpiNorPart W25Q128JV { get; } = W25Q32JV with
    {
        Name = "W25Q128JV",
        JedecId = 0xEF4018,
        Size = 0x1000000,
        Sfdp = Sfdp((0, Signature + "050100FF" + "00050110800000FF"), (0x80, "E520F9FF" + "FFFFFF07" + WinbondModes + WinbondLater)),
    };

    /// <summary>Macronix MX25L3233F, 4 MB: four protection bits, no second status register, flags of failure.</summary>
    public static SpiNorPart MX25L3233F { get; } = new()
    {
        Name = "MX25L3233F",
        JedecId = 0xC22016,
        Size = 0x400000,
        HasStatus2 = false,
        HasFailureFlags = true,
        ProtectionMask = 0x3C,
        ProgramTime = 330,
        SectorTime = 25_000,
        BlockTime = 140_000,
        Sfdp = Sfdp(
            (0, Signature + "000101FF" + "00000109300000FF" + "C2000104600000FF"),
            (0x30, "E520F1FF" + "FFFFFF01" + "44EB086B083B04BB" + "EEFFFFFFFFFF00FFFFFF00FF" + Erases + "00FF"),
            (0x60, "003650269EF97764FECF")),
    };

    /// <summary>Adesto (Renesas) AT25SF321B, 4 MB.</summary>
    public static SpiNorPart AT25SF321B { get; } = new()
    {
        Name = "AT25SF321B",
        JedecId = 0x1F8701,
        Size = 0x400000,
        RefusalResetsLatch = false,
        SectorTime = 50_000,
        Sfdp = Sfdp(
            (0, Signature + "060100FF" + "00060110300000FF"),
            (0x30, "E520F1FF" + "FFFFFF01" + ReadModes + "EEFFFFFFFFFF00FFFFFF00FF" + Erases + "00FF"),
            (0x54, "3362D500842901CEECA1073D7A757A75F7A2D55C19F61CFFE810C080")),
    };

    /// <summary>Adesto (Renesas) AT25SF641, 8 MB: on the OrgPal boards. The table is <see cref="AT25SF321B"/>'s with its own density.</summary>
    public static SpiNorPart AT25SF641 { get; } = AT25SF321B with
    {
        Name = "AT25SF641",
        JedecId = 0x1F3217,
        Size = 0x800000,
        Sfdp = Sfdp(
            (0, Signature + "060100FF" + "00060110300000FF"),
            (0x30, "E520F1FF" + "FFFFFF03" + ReadModes + "EEFFFFFFFFFF00FFFFFF00FF" + Erases + "00FF"),
            (0x54, "3362D500842901CEECA1073D7A757A75F7A2D55C19F61CFFE810C080")),
    };

    /// <summary>GigaDevice GD25Q32C, 4 MB.</summary>
    public static SpiNorPart GD25Q32C { get; } = new()
    {
        Name = "GD25Q32C",
        JedecId = 0xC84016,
        Size = 0x400000,
        ProgramTime = 600,
        Sfdp = Sfdp(
            (0, Signature + "000101FF" + "00000109300000FF" + "C8000103600000FF"),
            (0x30, "E520F1FF" + "FFFFFF01" + ReadModes + "EEFFFFFFFFFF00FFFFFF00FF" + Erases + "00FF")),
    };

    /// <summary>Macronix MX25L25635F, 32 MB: its table says nothing of four-byte instructions, so EN4B it is.</summary>
    public static SpiNorPart MX25L25635F { get; } = MX25L3233F with
    {
        Name = "MX25L25635F",
        JedecId = 0xC22019,
        Size = 0x2000000,
        Sfdp = Sfdp(
            (0, Signature + "000101FF" + "00000109300000FF" + "C2000104600000FF"),
            (0x30, "E520F3FF" + "FFFFFF0F" + "44EB086B083B04BB" + "FEFFFFFFFFFF00FFFFFF44EB" + Erases + "00FF"),
            (0x60, "003600279DF9C06485CB")),
    };

    /// <summary>Winbond W25Q256FV, 32 MB: EN4B.</summary>
    public static SpiNorPart W25Q256FV { get; } = W25Q32JV with
    {
        Name = "W25Q256FV",
        JedecId = 0xEF4019,
        Size = 0x2000000,
        Sfdp = Sfdp((0, Signature + "000100FF" + "00000109800000FF"), (0x80, "E520F3FF" + "FFFFFF0F" + ReadModes + "FEFFFFFFFFFF0000FFFF21EB" + Erases + "0000")),
    };

    /// <summary>Winbond W25Q512JV, 64 MB: a table of instructions for four-byte addresses.</summary>
    public static SpiNorPart W25Q512JV { get; } = W25Q32JV with
    {
        Name = "W25Q512JV",
        JedecId = 0xEF4020,
        Size = 0x4000000,
        HasFourByteInstructions = true,
        Sfdp = Sfdp(
            (0, Signature + "060101FF" + "00060110800000FF" + "84000102D00000FF" + "03000102F00000FF"),
            (0x80, "E520FBFF" + "FFFFFF1F" + WinbondModes + "3602A60082EA14E2E96376337A757A75F7A2D55C19F74DFFE970F9A5"),
            (0xD0, "FF0AF0FF21FFDCFF")),
    };

    /// <summary>Macronix MX66L1G45G, 128 MB: that table behind one of the maker's own.</summary>
    public static SpiNorPart MX66L1G45G { get; } = MX25L3233F with
    {
        Name = "MX66L1G45G",
        JedecId = 0xC2201B,
        Size = 0x8000000,
        HasFourByteInstructions = true,
        Sfdp = Sfdp(
            (0, Signature + "060102FF" + "00060110300000FF" + "C2000104100100FF" + "84000102C00000FF"),
            (0x30, "E520FBFF" + "FFFFFF3F" + "44EB086B083B04BB" + "FEFFFFFFFFFF00FFFFFF44EB" + Erases + "00FF"),
            (0x54, "D649C50085DF04E34403673830B030B0F7BDD55C4A9E29FFF050F985"),
            (0xC0, "7FEFFFFF215CDCFF"),
            (0x110, "003600279DF9C06485CB")),
    };

    /// <summary>ISSI IS25WP256, 32 MB: word 16 alone tells of instructions for four-byte addresses.</summary>
    public static SpiNorPart IS25WP256 { get; } = new()
    {
        Name = "IS25WP256",
        JedecId = 0x9D7019,
        Size = 0x2000000,
        HasStatus2 = false,
        HasFourByteInstructions = true,
        Sfdp = Sfdp(
            (0, Signature + "060101FF" + "00060110300000FF" + "9D05010380000002"),
            (0x30, "E520F9FF" + "FFFFFF0F" + "44EB086B083B80BB" + "FEFFFFFFFFFF00FFFFFF44EB" + Erases + "00FF"),
            (0x54, "234AC90082D811CECCCD68467A757A75F7AED55C4A422CFFF030FAA9"),
            (0x80, "501950169FF9C0648FEF")),
    };

    /// <summary>A part like <see cref="W25Q256FV"/> that takes EN4B with the write enable latch set only, as Micron's N25Q256A does.</summary>
    public static SpiNorPart LatchedFourByte { get; } = W25Q256FV with { Name = "EN4B with latch", EnterFourByteNeedsLatch = true };

    /// <summary>Winbond W25X16, 2 MB, of before SFDP.</summary>
    public static SpiNorPart W25X16 { get; } = W25Q32JV with { Name = "W25X16", JedecId = 0xEF3015, Size = 0x200000, Sfdp = [], HasStatus2 = false };

    /// <summary>Adesto AT25DF081A, 1 MB, of before SFDP.</summary>
    public static SpiNorPart AT25DF081A { get; } = AT25SF321B with { Name = "AT25DF081A", JedecId = 0x1F4501, Size = 0x100000, Sfdp = [] };

    private static SpiNorPart[] Sold => [W25Q32JV, W25Q128JV, W25Q256FV, W25Q512JV, W25X16, MX25L3233F, MX25L25635F, MX66L1G45G, AT25SF321B, AT25SF641, AT25DF081A, GD25Q32C, IS25WP256];

    /// <summary>Finds a part that can be bought.</summary>
    /// <param name="name">The maker's name for it.</param>
    /// <returns>The part, or null.</returns>
    public static SpiNorPart? Find(string name) => Sold.FirstOrDefault(part => part.Name == name);

    private static byte[] Sfdp(params (int At, string Hex)[] tables)
    {
        byte[] sfdp = new byte[0x120];
        Array.Fill(sfdp, (byte)0xFF);
        foreach (var (at, hex) in tables)
        {
            Convert.FromHexString(hex).CopyTo(sfdp, at);
        }

        return sfdp;
    }
}
