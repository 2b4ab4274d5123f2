using System.Text.Json;
using System.Xml.Linq;
using NfToken.Cryptoki;
using NfToken.Tests.Host.Broker;
using Xunit;
using static NfToken.Tests.Host.Tool.InspectedBoard;

namespace NfToken.Tests.Host.Tool;

/// <summary><c>nftoken board inspect</c> of images that are damaged, cut off, or no store of ours.</summary>
public sealed class BoardInspectDamageTests : IDisposable
{
    private static readonly TestPki Pki = new();

    private readonly InspectedBoard _board = new();

    public void Dispose() => _board.Dispose();

    [Fact]
    public void DamageIsShown()
    {
        _board.Folder.WithBoard().WithIdentity(Pki);
        Damage(image => image.AsSpan().IndexOf(Pki.Device.Certificate.AsSpan(100, 64)), 64);
        using var report = _board.Inspect();
        AssertAddsUp(report.RootElement);
        var damaged = report.RootElement.GetProperty("records").EnumerateArray().Single(record => Text(record, "state") == "damaged");
        Assert.Equal("wrong", Text(damaged, "checksum"));
        Assert.Equal("certificate", Text(damaged, "kind"));
        Assert.Equal(JsonValueKind.Null, damaged.GetProperty("label").ValueKind);
        Assert.True(report.RootElement.GetProperty("bytes").GetProperty("damaged").GetInt64() >= damaged.GetProperty("length").GetInt32());
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "label") == Labels.DevicePrivateKey);
        Assert.Contains("!", NfTokenProcess.Run("board", "inspect", _board.Folder.Image).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryBeyondNamingIsShown()
    {
        _board.Folder.WithBoard().WithIdentity(Pki);
        byte[] id;
        using (var whole = _board.Inspect())
        {
            id = BitConverter.GetBytes(Convert.ToUInt32(Text(whole.RootElement.GetProperty("records").EnumerateArray().First(r => Text(r, "label") == Labels.RootCertificate), "id"), 16));
        }

        Damage(image => image.AsSpan().IndexOf(id), 4);
        using var report = _board.Inspect();
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "state") == "lost" && Text(record, "id") == null);
        Assert.Contains("not even the record", report.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blank")]
    [InlineData("foreign")]
    [InlineData("otherVersion")]
    public void WhatIsNoStoreOfOursIsShown(string content)
    {
        _board.Folder.WithBoard().WithIdentity(Pki);
        byte[] image = File.ReadAllBytes(_board.Folder.Image);
        var partition = image.AsSpan(Partition, PartitionSize);
        switch (content)
        {
            case "blank": partition.Fill(0xFF); break;
            case "foreign": new Random(1).NextBytes(partition); break;
            default:
                for (int block = 0; block < PartitionSize; block += 4096)
                {
                    partition[block + 4] = 99;
                    BitConverter.TryWriteBytes(partition[(block + 12)..], Crc32(partition.Slice(block, 12)));
                }

                break;
        }

        File.WriteAllBytes(_board.Folder.Image, image);
        using var report = _board.Inspect();
        Assert.Equal(content, Text(report.RootElement, "content"));
        Assert.Single(report.RootElement.GetProperty("notes").EnumerateArray());
        Assert.Empty(report.RootElement.GetProperty("records").EnumerateArray());
        AssertAddsUp(report.RootElement);
        Assert.True(XDocument.Load(_board.Picture()).Descendants().Count() > 16);
    }

    [Fact]
    public void AShortImageIsShownAsFarAsItGoes()
    {
        _board.Folder.WithBoard().WithIdentity(Pki);
        File.WriteAllBytes(_board.Folder.Image, File.ReadAllBytes(_board.Folder.Image)[..(Partition + 8192)]);
        using var report = _board.Inspect();
        Assert.Equal("store", Text(report.RootElement, "content"));
        Assert.Contains("not in it", report.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(report.RootElement.GetProperty("records").EnumerateArray(), record => Text(record, "label") == Labels.RootCertificate);

        File.WriteAllText(_board.Folder.Image, "no image");
        using var text = _board.Inspect();
        Assert.Equal("blank", Text(text.RootElement, "content"));
    }

    /// <summary>The same sum that the format has: IEEE 802.3.</summary>
    private static uint Crc32(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte one in data)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            }
        }

        return ~crc;
    }

    private void Damage(Func<byte[], int> find, int count)
    {
        byte[] image = File.ReadAllBytes(_board.Folder.Image);
        int at = find(image);
        Assert.True(at >= Partition);
        for (int i = 0; i < count; i++)
        {
            image[at + i] ^= 0x5A;
        }

        File.WriteAllBytes(_board.Folder.Image, image);
    }
}
