using System.Numerics;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using Xunit;

namespace NfToken.Tests.Host.Simulator;

public sealed class SimulatedTrngTests
{
    private const int Length = 4096;

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void EachKindBreaksInItsWayAndInItsTime(int healthyBytes)
    {
        byte[] stuck = Read(EntropyKind.Stuck)[healthyBytes..];
        Assert.Single(stuck.Distinct());

        byte[] repeating = Read(EntropyKind.Repeating)[healthyBytes..];
        Assert.Equal(repeating[256..], repeating[..^256]);
        Assert.InRange(repeating.Distinct().Count(), 100, 256);

        byte[] biased = Read(EntropyKind.Biased)[healthyBytes..];
        Assert.InRange(Ones(biased), 0.86, 0.89);

        byte[] silent = Read(EntropyKind.Silent)[healthyBytes..];
        Assert.All(silent, value => Assert.Equal(0x77, value));

        byte[] trng = Read(EntropyKind.Trng);
        Assert.InRange(Ones(trng), 0.48, 0.52);
        Assert.Equal(256, trng.Distinct().Count());

        // A hundred bytes of a value by chance: not before the sun goes out.
        foreach (var kind in new[] { EntropyKind.Stuck, EntropyKind.Silent })
        {
            Assert.True(healthyBytes == 0 || Read(kind)[..healthyBytes].Distinct().Count() > 40);
        }

        byte[] Read(EntropyKind kind)
        {
            SimulatedTrng trng = new("trng", kind, healthyBytes);
            byte[] read = [];
            foreach (int length in new[] { 1, 63, 0, 64, 1000, Length - 1128 })
            {
                byte[] buffer = new byte[length];
                Array.Fill(buffer, (byte)0x77);
                Assert.True(trng.TryRead(buffer));
                read = [.. read, .. buffer];
            }

            return read;
        }
    }

    /// <summary>
    /// A generator of noise that breaks after 100 KB of health, on a board without a seed: at the next seeding it is found out, within the 4 KB that the tests look back,
    /// and from then on there is nothing.
    /// </summary>
    [Theory]
    [InlineData(EntropyKind.Stuck)]
    [InlineData(EntropyKind.Repeating)]
    [InlineData(EntropyKind.Biased)]
    [InlineData(EntropyKind.Silent)]
    public void OneThatBreaksLaterIsFoundOut(EntropyKind kind)
    {
        const int Healthy = 100000;
        SimulatedTrng trng = new("trng", kind, Healthy);
        CountingSource counted = new(trng);
        RandomGenerator random = new([counted], null, null, null) { PredictionResistance = true };
        byte[] buffer = new byte[1];
        var failure = Assert.Throws<RandomException>(() =>
        {
            while (counted.Bytes < 2 * Healthy)
            {
                random.Generate(buffer, 0, 1);
            }
        });
        Assert.Equal(RandomError.NoSource, failure.Error);
        Assert.InRange(counted.Bytes, Healthy, Healthy + 2 * 4096);
        Assert.Throws<RandomException>(() => random.Generate(buffer, 0, 1));
    }

    [Fact]
    public void ThereIsNoGeneratorThatIsNone() => Assert.Throws<ArgumentException>(() => new SimulatedTrng("none", EntropyKind.None));

    [Fact]
    public void ASidecarKeepsTheKind()
    {
        string image = Path.Combine(Directory.CreateTempSubdirectory("nftoken-test-").FullName, "board.img");
        try
        {
            var description = BoardCatalog.Get("ESP32_REV0");
            var profile = description.GetProfile("raw");
            foreach (EntropyKind? kind in Enum.GetValues<EntropyKind>().Select(kind => (EntropyKind?)kind).Prepend(null))
            {
                BoardSidecar.Create(description, profile, kind).Write(image);
                Assert.Equal(kind, BoardSidecar.Read(image).Entropy);
                Assert.Equal(kind != null, File.ReadAllText(image + ".board").Contains("entropy", StringComparison.Ordinal));
            }

            File.WriteAllText(image + ".board", File.ReadAllText(image + ".board").Replace("\"none\"", "\"dice\"", StringComparison.Ordinal));
            Assert.Contains("board.img.board: entropy is \"dice\"; it is one of trng", Assert.Throws<BoardException>(() => BoardSidecar.Read(image)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(image)!, recursive: true);
        }
    }

    private static double Ones(byte[] bytes) => bytes.Sum(value => BitOperations.PopCount(value)) / (8.0 * bytes.Length);

    private sealed class CountingSource(INoiseSource inner) : INoiseSource
    {
        public long Bytes { get; private set; }

        public string Name => inner.Name;

        public int BitsPerByte => inner.BitsPerByte;

        public bool TryRead(byte[] buffer)
        {
            Bytes += buffer.Length;
            return inner.TryRead(buffer);
        }
    }
}
