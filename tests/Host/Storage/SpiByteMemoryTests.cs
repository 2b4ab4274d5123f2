using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Spi;
using Xunit;

namespace NfToken.Tests.Host.Storage;

/// <summary>Serial EEPROM and FRAM: addresses of each width, pages, errors, sections that stay apart.</summary>
public sealed class SpiByteMemoryTests
{
    private static readonly SpiBytePart[] s_parts =
    [
        SpiBytePart.M25LC040A, SpiBytePart.M25LC640A, SpiBytePart.M25LC512, SpiBytePart.M25LC1024, SpiBytePart.FM25L16B, SpiBytePart.MB85RS64, SpiBytePart.FM25V10,
    ];

    private static readonly int[] s_sections = [128, 256, 512];

    public static TheoryData<string, int, int> Layouts()
    {
        TheoryData<string, int, int> layouts = [];
        foreach (SpiBytePart part in s_parts)
        {
            foreach (int section in s_sections.Where(size => part.PageSize == 0 || size % part.PageSize == 0))
            {
                layouts.Add(part.Name, section, 0);
                layouts.Add(part.Name, section, 3);
            }
        }

        return layouts;
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EachSectionHoldsItsOwn(string name, int sectionSize, int mode)
    {
        SpiBytePart part = s_parts.Single(p => p.Name == name);
        Bench bench = new(part) { Wire = { Mode = mode } };
        SpiByteMemory memory = bench.Open(sectionSize);
        Assert.Equal((part.Size / sectionSize, sectionSize), (memory.SectionCount, memory.SectionSize));
        int step = memory.SectionCount > 40 ? memory.SectionCount / 16 - 1 : 1;
        for (int section = 0; section < memory.SectionCount; section += step)
        {
            byte[] data = SpiBench.Bytes(sectionSize + 9, section);
            memory.Write(section, data, 9, sectionSize);
        }

        for (int section = 0; section < memory.SectionCount; section += step)
        {
            byte[] read = [.. Enumerable.Repeat((byte)0xA5, sectionSize + 4)];
            memory.Read(section, 0, read, 2, sectionSize);
            Assert.True(read.AsSpan(2, sectionSize).SequenceEqual(SpiBench.Bytes(sectionSize + 9, section).AsSpan(9)), $"section {section}");
            Assert.Equal((0xA5, 0xA5), (read[1], read[sectionSize + 2]));
        }

        Assert.Empty(bench.Chip.Misuse);
    }

    [Theory]
    [InlineData("25LC640A", 1)]
    [InlineData("25LC640A", 32)]
    [InlineData("25LC640A", 33)]
    [InlineData("25LC640A", 100)]
    [InlineData("FM25V10", 1)]
    [InlineData("FM25V10", 255)]
    [InlineData("FM25V10", 0)]
    public void WhatFollowsAShortWriteStays(string name, int count)
    {
        Bench bench = new(s_parts.Single(p => p.Name == name));
        SpiByteMemory memory = bench.Open(256);
        byte[] old = SpiBench.Bytes(256, 1);
        byte[] data = SpiBench.Bytes(256, 2);
        memory.Write(5, old, 0, 256);
        memory.Write(5, data, 0, count);
        byte[] read = new byte[256];
        memory.Read(5, 0, read, 0, 256);
        Assert.Equal([.. data.Take(count), .. old.Skip(count)], read);
        memory.Read(5, 250, read, 3, 6);
        Assert.Equal(count > 250 ? data[250] : old[250], read[3]);
        memory.Sync();
        Assert.Empty(bench.Chip.Misuse);
    }

    [Theory]
    [InlineData(127)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(48)]
    [InlineData(16384)]
    public void SectionsThatShareAPageAreRefused(int sectionSize)
    {
        Bench bench = new(SpiBytePart.M25LC640A);
        Assert.Equal($"SPI memory: section size {sectionSize}, page 32", Fails(() => bench.Open(sectionSize)));
    }

    [Fact]
    public void AFramTakesSectionsOfAnySize()
    {
        Bench bench = new(SpiBytePart.MB85RS64);
        SpiByteMemory memory = bench.Open(127);
        Assert.Equal(64, memory.SectionCount);
        byte[] data = SpiBench.Bytes(127, 3);
        memory.Write(63, data, 0, 127);
        byte[] read = new byte[127];
        memory.Read(63, 0, read, 0, 127);
        Assert.Equal(data, read);
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(32, 0, 1)]
    [InlineData(0, -1, 1)]
    [InlineData(0, 256, 1)]
    [InlineData(0, 1, int.MaxValue)]
    [InlineData(0, 0, -1)]
    public void WhatLiesOutsideIsRefused(int section, int offset, int count)
    {
        Bench bench = new(SpiBytePart.M25LC640A);
        SpiByteMemory memory = bench.Open(256);
        Assert.Throws<FlashException>(() => memory.Read(section, offset, new byte[300], 0, count));
        if (offset == 0)
        {
            Assert.Throws<FlashException>(() => memory.Write(section, new byte[300], 0, count));
        }
    }

    [Theory]
    [InlineData("25LC512", true)]
    [InlineData("25LC512", false)]
    [InlineData("FM25L16B", true)]
    [InlineData("FM25L16B", false)]
    public void NoChipIsSaid(string name, bool pullUp)
    {
        Bench bench = new(s_parts.Single(p => p.Name == name)) { Wire = { PullUp = pullUp } };
        bench.Chip.PowerOff();
        Assert.Equal("SPI memory: no chip, check wiring", Fails(() => bench.Open(256)));
    }

    [Fact]
    public void AWriteUnderWayIsWaitedFor()
    {
        Bench bench = new(SpiBytePart.M25LC640A);
        bench.Wire.Transfer([0x06], 1, 0);
        bench.Wire.Transfer([0x02, 0, 0, 7], 4, 0);
        byte[] read = new byte[1];
        bench.Open(256).Read(0, 0, read, 0, 1);
        Assert.Equal(7, read[0]);
        Assert.InRange(bench.Time.Milliseconds, 5, 8);
        Assert.Empty(bench.Chip.Misuse);
    }

    [Fact]
    public void FaultsOfTheChipAreSaid()
    {
        Bench bench = new(SpiBytePart.M25LC640A);
        SpiByteMemory memory = bench.Open(256);
        bench.Chip.IgnoresWriteEnable = true;
        Assert.Equal("SPI write at 0x000100: no write enable, status 0x00", Fails(() => memory.Write(1, [1], 0, 1)));
        Assert.Equal("SPI memory: no chip, check wiring", Fails(() => bench.Open(256)));
        bench.Chip.IgnoresWriteEnable = false;
        bench.Chip.NeverEnds = true;
        long start = bench.Time.Milliseconds;
        Assert.Equal("SPI write at 0x000200: busy too long, status 0x01", Fails(() => memory.Write(2, [1], 0, 1)));
        Assert.InRange(bench.Time.Milliseconds - start, 20, 40);
    }

    [Theory]
    [InlineData("25LC512")]
    [InlineData("FM25L16B")]
    public void AProtectedChipIsSaidAndCanBeFreed(string name)
    {
        Bench bench = new(s_parts.Single(p => p.Name == name)) { Chip = { Status = 0x8C, WriteProtectPin = true } };
        SpiByteMemory memory = bench.Open(256);
        Assert.Equal(0x0C, memory.Protection);
        Assert.Equal("SPI write at 0x000300: protected, status 0x0C", Fails(() => memory.Write(3, [0x55], 0, 1)));
        Assert.Equal("SPI memory: protection locked, status 0x0C", Fails(memory.ClearProtection));
        bench.Chip.WriteProtectPin = false;
        memory.ClearProtection();
        memory.Write(3, [0x55], 0, 1);
        Assert.Equal((0, 0), (memory.Protection, bench.Chip.Status));
        Assert.Empty(bench.Chip.Misuse);
    }

    [Theory]
    [InlineData("25LC640A")]
    [InlineData("MB85RS64")]
    public void APowerCutHarmsOneSection(string name)
    {
        SpiBytePart part = s_parts.Single(p => p.Name == name);
        for (int seed = 1; seed <= 200; seed++)
        {
            Bench bench = new(part, seed);
            SpiByteMemory memory = bench.Open(64);
            for (int section = 0; section < 3; section++)
            {
                memory.Write(section, SpiBench.Bytes(64, section), 0, 64);
            }

            bench.Chip.CutAfter(seed % (part.PageSize == 0 ? 64 : 2));
            Fails(() => memory.Write(1, SpiBench.Bytes(64, 99), 0, 64));
            bench.Chip.PowerOn();
            memory = bench.Open(64);
            byte[] read = new byte[64];
            foreach (int section in new[] { 0, 2 })
            {
                memory.Read(section, 0, read, 0, 64);
                Assert.Equal(SpiBench.Bytes(64, section), read);
            }

            memory.Write(1, SpiBench.Bytes(64, 98), 0, 64);
            memory.Read(1, 0, read, 0, 64);
            Assert.Equal(SpiBench.Bytes(64, 98), read);
        }
    }

    [Fact]
    public void TheModelKeepsTheRulesThatTheDriverMustNotBreak()
    {
        Bench bench = new(SpiBytePart.M25LC040A);
        SpiWire wire = bench.Wire;
        wire.Transfer([0x02, 0, 1], 3, 0);
        Assert.Contains("instruction 02 without write enable", bench.Chip.Misuse);
        wire.Transfer([0x06], 1, 0);
        wire.Transfer([0x0A, 0x0F, 1, 2], 4, 0);
        Assert.Contains("write at 010F beyond the page's end", bench.Chip.Misuse);
        Assert.Equal(0xFF, Cell(0x0B, 0x0F));
        Assert.Contains("instruction 0B while busy", bench.Chip.Misuse);
        bench.Time.Pass(6_000_000);
        Assert.Equal((1, 2, 0xFF, 0xFF), (Cell(0x0B, 0x0F), Cell(0x0B, 0x00), Cell(0x03, 0x0F), Cell(0x03, 0x00)));

        int Cell(byte command, byte address)
        {
            byte[] frame = [command, address, 0];
            wire.Transfer(frame, 2, 1);
            return frame[2];
        }
    }

    private static string Fails(Action action) => Assert.Throws<FlashException>(action).Message;

    private sealed class Bench
    {
        public Bench(SpiBytePart part, int seed = 1)
        {
            Chip = new SpiByteModel(part, Time, seed);
            Wire = new SpiWire(Chip, Time);
        }

        public SpiTime Time { get; } = new();

        public SpiByteModel Chip { get; }

        public SpiWire Wire { get; }

        public SpiByteMemory Open(int sectionSize) => Chip.Part.PageSize == 0
            ? new SpiFram(Wire, Chip.Part.Size, sectionSize)
            : new SpiEeprom(Wire, Time, Chip.Part.Size, Chip.Part.PageSize, sectionSize);
    }
}
