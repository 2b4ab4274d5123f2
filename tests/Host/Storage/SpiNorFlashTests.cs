using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>The driver's operations against the chip's rules, and its errors.</summary>
public sealed class SpiNorFlashTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 256)]
    [InlineData(255, 1)]
    [InlineData(255, 2)]
    [InlineData(1, 256)]
    [InlineData(100, 1000)]
    [InlineData(0, 4096)]
    [InlineData(4095, 1)]
    [InlineData(17, 0)]
    public void PagesAreNeverCrossed(int offset, int count)
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV, 3, 40);
        SpiNorFlash flash = bench.Open();
        byte[] data = SpiBench.Bytes(count + 20, offset);
        flash.Program(1, offset, data, 7, count);
        byte[] expected = [.. Enumerable.Repeat((byte)0xFF, 4096)];
        data.AsSpan(7, count).CopyTo(expected.AsSpan(offset));
        Assert.True(bench.Cells.GetCells(1).SequenceEqual(expected));
        Assert.Equal(-1, bench.Cells.GetCells(0).IndexOfAnyExcept((byte)0xFF));
        Assert.Equal(-1, bench.Cells.GetCells(2).IndexOfAnyExcept((byte)0xFF));

        byte[] read = [.. Enumerable.Repeat((byte)0xA5, count + 20)];
        flash.Read(1, offset, read, 5, count);
        Assert.True(read.AsSpan(5, count).SequenceEqual(data.AsSpan(7, count)));
        Assert.Equal(20, read.AsSpan(0, 5).Count((byte)0xA5) + read.AsSpan(5 + count).Count((byte)0xA5));
        bench.AssertProper();
    }

    [Fact]
    public void SmallAndLargePagesOfTheTableAreKept()
    {
        foreach (int log in new[] { 5, 7, 9 })
        {
            byte[] sfdp = [.. SpiNorParts.W25Q32JV.Sfdp];
            sfdp[0x80 + 40] = (byte)(log << 4 | sfdp[0x80 + 40] & 0x0F);
            SpiBench bench = new(SpiNorParts.W25Q32JV with { PageSize = 1 << log, Sfdp = sfdp });
            byte[] data = SpiBench.Bytes(1500, log);
            bench.Open().Program(2, 33, data, 0, data.Length);
            Assert.True(bench.Cells.GetCells(2)[33..1533].SequenceEqual(data));
            bench.AssertProper();
        }
    }

    [Fact]
    public void ProgrammingClearsBitsAndOnlyAnEraseSetsThem()
    {
        SpiBench bench = new(SpiNorParts.GD25Q32C, 2);
        SpiNorFlash flash = bench.Open();
        flash.Program(0, 9, [0xF0], 0, 1);
        flash.Program(0, 9, [0x3F], 0, 1);
        byte[] read = new byte[1];
        flash.Read(0, 9, read, 0, 1);
        Assert.Equal(0x30, read[0]);
        flash.Erase(0);
        flash.Read(0, 9, read, 0, 1);
        Assert.Equal(0xFF, read[0]);
        bench.AssertProper();
    }

    [Fact]
    public void OnlyTheBlockIsErased()
    {
        SpiBench bench = new(SpiNorParts.AT25SF321B, 5, 100);
        SpiNorFlash flash = new(bench.Wire, bench.Time, 101, 3);
        for (int i = 0; i < 5; i++)
        {
            bench.Cells.Poke(i, 0, new byte[4096]);
        }

        flash.Erase(1);
        Assert.Equal([0, 0, 1, 0, 0], bench.Cells.EraseCounts);
        bench.AssertProper();
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(16, 0, 1)]
    [InlineData(0, -1, 1)]
    [InlineData(0, 4096, 1)]
    [InlineData(0, 4000, 97)]
    [InlineData(0, 0, -1)]
    [InlineData(0, 1, int.MaxValue)]
    [InlineData(0, int.MaxValue, 1)]
    public void WhatLiesOutsideIsRefused(int block, int offset, int count)
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV);
        SpiNorFlash flash = bench.Open();
        long frames = bench.Wire.Frames;
        Assert.Throws<FlashException>(() => flash.Read(block, offset, new byte[100], 0, count));
        Assert.Throws<FlashException>(() => flash.Program(block, offset, new byte[100], 0, count));
        if (block != 0)
        {
            Assert.Throws<FlashException>(() => flash.Erase(block));
        }

        Assert.Equal(frames, bench.Wire.Frames);
    }

    [Fact]
    public void AWriteEnableThatDoesNotTakeIsSaid()
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV, 2, 256);
        SpiNorFlash flash = bench.Open();
        bench.Chip.IgnoresWriteEnable = true;
        Assert.Equal("SPI program at 0x101003: no write enable, status 0x00", Fails(() => flash.Program(1, 3, [0], 0, 1)));
        Assert.Equal("SPI erase at 0x100000: no write enable, status 0x00", Fails(() => flash.Erase(0)));
        Assert.Equal(-1, bench.Cells.GetCells(1).IndexOfAnyExcept((byte)0xFF));
        bench.AssertProper();
    }

    [Fact]
    public void AStuckChipIsSaidInTime()
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV);
        SpiNorFlash flash = bench.Open();
        bench.Chip.NeverEnds = true;
        long start = bench.Time.Milliseconds;
        Assert.Equal("SPI program at 0x000000: busy too long, status 0x01", Fails(() => flash.Program(0, 0, [0], 0, 1)));
        Assert.InRange(bench.Time.Milliseconds - start, 10, 20);

        bench = new(SpiNorParts.W25Q32JV);
        flash = bench.Open();
        bench.Chip.NeverEnds = true;
        start = bench.Time.Milliseconds;
        Assert.Equal("SPI erase at 0x003000: busy too long, status 0x01", Fails(() => flash.Erase(3)));
        Assert.InRange(bench.Time.Milliseconds - start, 1000, 1100);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void AThreadThatWasStoppedIsNoTimeOut(int frame)
    {
        // After one of its frames another thread held the processor for two seconds.
        SpiBench bench = new(SpiNorParts.W25Q32JV);
        SpiNorFlash flash = bench.Open();
        long frames = bench.Wire.Frames;
        bench.Wire.AfterFrame = () => bench.Time.Pass(bench.Wire.Frames == frames + frame ? 2_000_000_000 : 0);
        flash.Erase(0);
        bench.AssertProper();
    }

    [Fact]
    public void AnImageFileCanCarryTheChip()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("nftoken-spi-").FullName, "chip.img");
        try
        {
            File.WriteAllBytes(path, [.. Enumerable.Repeat((byte)0xFF, 16 * 4096)]);
            Run(flash => FlashStore.Format(flash).SaveObject(7, [1, 2, 3]));
            Run(flash => Assert.Equal([1, 2, 3], FlashStore.Open(flash).GetObjectValue(7)));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        void Run(Action<SpiNorFlash> use)
        {
            using FlashImage image = new(path, 0, [.. Enumerable.Repeat(4096, 16)], 1, true);
            SpiTime time = new();
            SpiNorModel chip = new(SpiNorParts.W25Q128JV, time, image, 0xFF0000);
            use(new SpiNorFlash(new SpiWire(chip, time), time, 4080, 16));
            Assert.Empty(chip.Misuse);
        }
    }

    [Fact]
    public void AChipThatIsPulledOutIsSaid()
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV);
        SpiNorFlash flash = bench.Open();
        bench.Chip.PowerOff();
        Assert.Contains("status 0xFF", Fails(() => flash.Program(0, 0, [0], 0, 1)), StringComparison.Ordinal);
        bench.Wire.PullUp = false;
        Assert.Contains("status 0x00", Fails(() => flash.Erase(0)), StringComparison.Ordinal);
    }

    [Fact]
    public void MacronixFlagsOfFailureAreHeeded()
    {
        SpiBench bench = new(SpiNorParts.MX25L3233F);
        SpiNorFlash flash = bench.Open();
        bench.Chip.Fails = true;
        Assert.Equal("SPI program at 0x000005: failed", Fails(() => flash.Program(0, 5, [0], 0, 1)));
        Assert.Equal("SPI erase at 0x002000: failed", Fails(() => flash.Erase(2)));
        bench.Chip.Fails = false;
        flash.Erase(2);
        flash.Program(0, 5, [0], 0, 1);
    }

    public static TheoryData<string, int, int> Protected() => new()
    {
        { "W25Q32JV", 0x1C, 0 },
        { "W25Q32JV", 0x04, 0 },
        { "W25Q32JV", 0, 0x40 },
        { "GD25Q32C", 0x7C, 0x02 },
        { "AT25SF321B", 0x08, 0 },
        { "AT25SF321B", 0, 0x40 },
        { "MX25L3233F", 0x20, 0 },
        { "MX25L3233F", 0x7C, 0 },
    };

    [Theory]
    [MemberData(nameof(Protected))]
    public void AProtectedChipIsSaidAndCanBeFreed(string name, int status1, int status2)
    {
        SpiNorPart part = new[] { SpiNorParts.W25Q32JV, SpiNorParts.GD25Q32C, SpiNorParts.AT25SF321B, SpiNorParts.MX25L3233F }.Single(p => p.Name == name);
        SpiBench bench = new(part) { Chip = { Status1 = status1, Status2 = status2 } };
        bench.Cells.Poke(3, 700, [0]);
        SpiNorFlash flash = bench.Open();
        Assert.NotEqual(0, flash.Protection);
        Assert.Contains("erase at 0x003000: protected", Fails(() => flash.Erase(3)), StringComparison.Ordinal);
        Assert.Contains("program at 0x003020: protected", Fails(() => flash.Program(3, 32, [1, 2], 0, 2)), StringComparison.Ordinal);

        flash.ClearProtection();
        Assert.Equal(0, flash.Protection);
        flash.Erase(3);
        flash.Program(3, 32, [1, 2], 0, 2);
        Assert.Equal(2, bench.Cells.GetCells(3)[33]);
        Assert.Equal(status1 & ~part.ProtectionMask & 0xFC, bench.Chip.Status1);
        Assert.Equal(status2 & ~0x40, bench.Chip.Status2);
        bench.AssertProper();
    }

    [Fact]
    public void AProtectionOfOtherBlocksHindersNothing()
    {
        // The model protects all or nothing; here the register tells of protection that does not reach these blocks.
        SpiBench bench = new(SpiNorParts.W25Q32JV) { Chip = { Status1 = 0x04 } };
        SpiNorFlash flash = bench.Open();
        bench.Chip.Status1 = 0;
        flash.Program(1, 1, [1, 0xF0], 0, 2);
        flash.Program(1, 1, [0xFF, 0x3F], 0, 2);
        flash.Erase(1);
        Assert.Equal(0x04, flash.Protection);
        bench.AssertProper();
    }

    [Fact]
    public void ALockThatNoRegisterShowsIsSaid()
    {
        // As with blocks that are locked one by one: found by the latch, which only an operation that is carried out resets.
        SpiBench bench = new(SpiNorParts.AT25SF321B);
        SpiNorFlash flash = bench.Open();
        bench.Chip.Status1 = 0x1C;
        Assert.Equal("SPI program at 0x000000: not done, status 0x1E", Fails(() => flash.Program(0, 0, [0], 0, 1)));
        Assert.Equal("SPI erase at 0x001000: not done, status 0x1E", Fails(() => flash.Erase(1)));
    }

    [Fact]
    public void AProtectionThatIsLockedIsSaid()
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV) { Chip = { Status1 = 0x9C, WriteProtectPin = true } };
        SpiNorFlash flash = bench.Open();
        Assert.Equal("SPI flash: protection locked, status 0x001C", Fails(flash.ClearProtection));
    }

    [Fact]
    public void PowerDownEndsWithTheNextOperation()
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV);
        SpiNorFlash flash = bench.Open();
        foreach (Action operation in new Action[] { () => flash.Read(0, 0, new byte[1], 0, 1), () => flash.Program(0, 0, [0], 0, 1), () => flash.Erase(0), flash.ClearProtection })
        {
            flash.PowerDown();
            flash.PowerDown();
            Assert.True(bench.Chip.IsAsleep);
            operation();
            Assert.False(bench.Chip.IsAsleep);
        }

        flash.Sync();
        bench.AssertProper();
    }

    [Fact]
    public void AChipThatDoesNotWakeIsSaid()
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV);
        SpiNorFlash flash = bench.Open();
        flash.PowerDown();
        bench.Chip.PowerOff();
        Assert.Equal("SPI flash: no chip, check wiring", Fails(() => flash.Read(0, 0, new byte[1], 0, 1)));
        bench.Chip.PowerOn();
        flash.Read(0, 0, new byte[1], 0, 1);
    }

    [Fact]
    public void TheModelKeepsTheRulesThatTheDriverMustNotBreak()
    {
        // A test of the model: were it lenient, the tests above would prove nothing.
        SpiBench bench = new(SpiNorParts.W25Q32JV, 2);
        bench.Send(0x02, 0, 0, 0, 0);
        Assert.Equal(0xFF, bench.Cells.GetCells(0)[0]);
        Assert.Contains("instruction 02 without write enable", bench.Chip.Misuse);

        bench.Send(0x06);
        bench.Send(0x02, 0, 0, 0xFE, 1, 2, 3);
        Assert.Equal((3, 1, 2), (bench.Cells.GetCells(0)[0], bench.Cells.GetCells(0)[0xFE], bench.Cells.GetCells(0)[0xFF]));
        Assert.Contains("page program at 0000FE beyond the page's end", bench.Chip.Misuse);

        Assert.Equal(0x01, bench.Send(0x05, 0)[1]);
        Assert.Equal(0xFF, bench.Send(0x03, 0, 0, 0, 0)[4]);
        Assert.Contains("instruction 03 while busy", bench.Chip.Misuse);
        bench.Time.Pass(1_000_000);
        Assert.Equal(0x00, bench.Send(0x05, 0)[1]);
        Assert.Equal(3, bench.Send(0x03, 0, 0, 0, 0)[4]);

        bench.Send(0x06);
        bench.Wire.TransferBits([0x20, 0, 0, 0, 0], 33);
        Assert.Equal(0, bench.Cells.EraseCounts[0]);
        Assert.Equal(0x02, bench.Send(0x05, 0)[1]);
        bench.Send(0x20, 0, 0, 0);
        Assert.Equal(1, bench.Cells.EraseCounts[0]);
        Assert.Equal(0x01, bench.Send(0x05, 0)[1] & 3);
    }

    [Fact]
    public void WhatAnOperationCosts()
    {
        SpiBench bench = new(SpiNorParts.W25Q32JV) { Wire = { Gap = 100_000 } };
        SpiNorFlash flash = bench.Open();
        Tell("open", 0, 0);
        Tell("read 16", bench.Wire.Bytes, bench.Wire.Frames, () => flash.Read(0, 0, new byte[16], 0, 16));
        Tell("read 1200", bench.Wire.Bytes, bench.Wire.Frames, () => flash.Read(0, 0, new byte[1200], 0, 1200));
        Tell("program 16", bench.Wire.Bytes, bench.Wire.Frames, () => flash.Program(0, 0, new byte[16], 0, 16));
        Tell("program 1200", bench.Wire.Bytes, bench.Wire.Frames, () => flash.Program(1, 0, new byte[1200], 0, 1200));
        Tell("erase", bench.Wire.Bytes, bench.Wire.Frames, () => flash.Erase(0));

        void Tell(string what, long bytes, long frames, Action? action = null)
        {
            long start = action == null ? 0 : bench.Time.Nanoseconds;
            action?.Invoke();
            output.WriteLine($"{what}: {bench.Wire.Frames - frames} frames, {bench.Wire.Bytes - bytes} bytes, {(bench.Time.Nanoseconds - start) / 1000} us at 10 MHz with 100 us between frames");
        }
    }

    private static string Fails(Action action) => Assert.Throws<FlashException>(action).Message;
}
