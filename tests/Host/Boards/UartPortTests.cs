using System.IO.Ports;
using System.Text;
using NfToken.Pal.Nano;
using Xunit;

namespace NfToken.Tests.Host.Boards;

/// <summary>The UART of a real board, over a stand-in for nanoFramework's SerialPort.</summary>
public sealed class UartPortTests : IDisposable
{
    private readonly UartPort _port = new(2, 115200);

    private static SerialPort Firmware => SerialPort.Current!;

    public void Dispose()
    {
        _port.Dispose();
        Assert.Equal(0, SerialPort.Undisposed);
    }

    [Fact]
    public async Task ReadingTakesWhatIsThereAndWaitsForNoMore()
    {
        Assert.Equal("COM2 115200", Firmware.Name);
        byte[] buffer = new byte[64];
        Firmware.Receive("info\r"u8.ToArray());
        Assert.Equal(5, _port.Read(buffer, 0, buffer.Length));
        Firmware.Receive(Enumerable.Repeat((byte)'x', 100));
        Assert.Equal(60, _port.Read(buffer, 4, 60));
        Assert.Equal(40, _port.Read(buffer, 0, 64));

        // Nothing there: it sleeps until something comes.
        var later = Task.Run(() => _port.Read(buffer, 0, 64));
        Assert.NotSame(later, await Task.WhenAny(later, Task.Delay(50)));
        Firmware.Receive([(byte)'y']);
        Assert.Equal(1, await later);
    }

    [Fact]
    public void ACountThatIsWrongIsAskedForAgain()
    {
        Firmware.Miscount = 3;
        Firmware.Receive("ab"u8.ToArray());
        byte[] buffer = new byte[64];
        Assert.Equal(2, _port.Read(buffer, 0, 64));
        Assert.Equal("ab", Encoding.ASCII.GetString(buffer, 0, 2));
    }

    [Fact]
    public void APastedCertificateFitsWhileTheInterpreterIsBusy()
    {
        Firmware.Receive(Enumerable.Repeat((byte)'x', 1900));
        byte[] buffer = new byte[64];
        int sum = 0;
        while (Firmware.BytesToRead > 0)
        {
            sum += _port.Read(buffer, 0, buffer.Length);
        }

        Assert.Equal(1900, sum);
    }

    [Fact]
    public void WritersTakeTurnsAndGoInSmallPieces()
    {
        byte[][] lines = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Repeat((byte)('a' + i), 300).ToArray())];
        Parallel.ForEach(lines, line =>
        {
            for (int i = 0; i < 50; i++)
            {
                _port.Write(line, 0, line.Length);
            }
        });
        string sent = Encoding.ASCII.GetString([.. Firmware.Sent]);
        Assert.Equal(4 * 50 * 300, sent.Length);
        Assert.True(sent.Chunk(300).All(line => line.Distinct().Count() == 1), "lines are mixed");
        Assert.True(Firmware.LongestWrite <= 64, "longer than the chip takes at once");
    }

    [Fact]
    public void WhatCannotBeSentIsLost()
    {
        Firmware.IsStuck = true;
        _port.Write(new byte[200], 0, 200);
        Firmware.IsStuck = false;
        _port.Write("ok"u8.ToArray(), 0, 2);
        Assert.Equal("ok", Encoding.ASCII.GetString([.. Firmware.Sent.TakeLast(2)]));
    }

    [Fact]
    public void AUartThatTheFirmwareHasForItselfIsGivenBack()
    {
        int before = SerialPort.Undisposed;
        SerialPort.IsTaken = true;
        try
        {
            Assert.Throws<ArgumentException>(() => new UartPort(1, 115200));
            Assert.Equal(before, SerialPort.Undisposed);
        }
        finally
        {
            SerialPort.IsTaken = false;
        }
    }
}
