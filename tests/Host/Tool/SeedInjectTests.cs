using System.Security.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using Xunit;

namespace NfToken.Tests.Host.Tool;

public sealed class SeedInjectTests : IDisposable
{
    private readonly BoardFolder _folder = new();
    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(64);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw")]
    [InlineData("stock")]
    [InlineData("fram")]
    public void OnABoardWithoutASeedItIsTheOneGiven(string profile)
    {
        _folder.WithEntropy("none", hasSeed: false, profile);
        Assert.Null(Stored());
        File.WriteAllBytes(_folder["seed.bin"], _seed);
        string output = NfTokenProcess.Run("seed", "inject", _folder.Image, "--file", _folder["seed.bin"]).Succeeds().Output;
        Assert.Equal(_folder.Image + ": seed is in\n", output);
        Assert.Equal(_seed, Stored());
    }

    [Fact]
    public void HexIsTakenAndNotShown()
    {
        _folder.WithEntropy("none", hasSeed: false);
        string hex = Convert.ToHexString(_seed);
        string output = NfTokenProcess.Run("seed", "inject", _folder.Image, "--hex", hex[..64] + " " + hex[64..].ToLowerInvariant()).Succeeds().Output;
        Assert.Equal(_folder.Image + ": seed is in\n", output);
        Assert.Equal(_seed, Stored());
        Assert.Contains("history", NfTokenProcess.Run("seed", "inject", "--help").Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void LeftOutItIsADifferentOneEachTime()
    {
        HashSet<string> seeds = [];
        for (int i = 0; i < 3; i++)
        {
            _folder.WithEntropy("none", hasSeed: false);
            NfTokenProcess.Run("seed", "inject", _folder.Image).Succeeds();
            seeds.Add(Convert.ToHexString(Stored()!));
        }

        Assert.Equal(3, seeds.Count);
        Assert.All(seeds, seed => Assert.Equal(128, seed.Length));
    }

    /// <summary>The same file given again must not take the board back to where it was.</summary>
    [Fact]
    public void WhatIsThereIsMixedIn()
    {
        _folder.WithEntropy("none", hasSeed: true);
        File.WriteAllBytes(_folder["seed.bin"], _seed);
        HashSet<string> seeds = [Convert.ToHexString(_seed), Convert.ToHexString(Stored()!)];
        for (int i = 0; i < 3; i++)
        {
            string output = NfTokenProcess.Run("seed", "inject", _folder.Image, "--file", _folder["seed.bin"]).Succeeds().Output;
            Assert.Equal(_folder.Image + ": seed mixed into the one that was there\n", output);
            Assert.True(seeds.Add(Convert.ToHexString(Stored()!)), "a seed came back");
        }

        Assert.All(seeds, seed => Assert.Equal(128, seed.Length));
    }

    [Fact]
    public void ADamagedSeedIsReplaced()
    {
        _folder.WithEntropy("none", hasSeed: true, "stock");
        string record = Assert.Single(Directory.GetFiles(_folder.Image + ".drive", "00000001.*"));
        byte[] content = File.ReadAllBytes(record);
        content[^1] ^= 1;
        File.WriteAllBytes(record, content);
        NfTokenProcess.Run("random", _folder.Image, "--bytes", "8").Fails("the token's flash is damaged");
        File.WriteAllBytes(_folder["seed.bin"], _seed);
        NfTokenProcess.Run("seed", "inject", _folder.Image, "--file", _folder["seed.bin"]).Succeeds();
        Assert.Equal(_seed, Stored());
    }

    [Fact]
    public void WhatIsNoSeedIsRefusedAndNothingChanges()
    {
        _folder.WithEntropy("none", hasSeed: true);
        byte[] before = File.ReadAllBytes(_folder.Image);
        string hex = Convert.ToHexString(_seed);
        Refuse("--hex: has 63 bytes", "--hex", hex[2..]);
        Refuse("--hex: has more than 64 bytes", "--hex", hex + "00");
        Refuse("--hex: is not hexadecimal", "--hex", "x" + hex[1..]);
        Refuse("--hex: is not hexadecimal", "--hex", hex[1..]);
        Refuse("has only 1 different bytes", "--hex", new string('5', 128));
        Refuse("has only 31 different bytes", "--hex", string.Concat(Enumerable.Range(0, 64).Select(i => $"{i % 31:x2}")));
        Refuse("absent: no such file", "--file", _folder["absent"]);
        Refuse("is a directory", "--file", Path.GetTempPath());
        foreach (int length in new[] { 0, 63, 65, 128 })
        {
            File.WriteAllBytes(_folder["seed.bin"], RandomNumberGenerator.GetBytes(length));
            Refuse(length < 64 ? $"seed.bin: has {length} bytes; a seed has 64" : "seed.bin: has more than 64 bytes", "--file", _folder["seed.bin"]);
        }

        Assert.Equal(before, File.ReadAllBytes(_folder.Image));

        void Refuse(string complaint, string option, string value)
        {
            string line = NfTokenProcess.Run("seed", "inject", _folder.Image, option, value).Fails(complaint).Error;
            Assert.DoesNotContain(hex[8..40], line, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void NewBoardsWithoutAGeneratorAreToldOf()
    {
        string[] command = ["board", "new", _folder.Image, "--force", "--entropy", "none"];
        Assert.Contains("flashed again with the very same image it can repeat itself", NfTokenProcess.Run(command).Succeeds().Output, StringComparison.Ordinal);
        Assert.Contains("nftoken seed inject " + _folder.Image, NfTokenProcess.Run([.. command, "--no-seed"]).Succeeds().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("repeat", NfTokenProcess.Run(command[..^2]).Succeeds().Output, StringComparison.Ordinal);
    }

    private byte[]? Stored()
    {
        using var board = SimulatedBoard.Open(_folder.Image);
        return board.Store.GetObjectValue(SystemRecord.Seed);
    }
}
