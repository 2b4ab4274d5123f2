using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>
/// Hash, MAC and curve against System.Security.Cryptography, 100,000 random cases each in the long run. ECDSA's are in
/// <see cref="EcdsaTests"/>, CMAC's in <see cref="CmacTests"/>, RSA's in <see cref="RsaTests"/>.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int Many = 100_000;

    [Fact]
    public void Hashes()
    {
        Random random = Seed.Start(output);
        int cases = Seed.Cases(10_000, Many);
        var sha = new Sha256();
        byte[] hash = new byte[40];
        for (int i = 0; i < cases; i++)
        {
            byte[] data = Bytes(random, random.Next(random.Next(8) == 0 ? 5000 : 300));
            foreach ((int offset, int count) in Cuts.Of(random, data.Length))
            {
                sha.Update(data, offset, count);
            }

            int at = random.Next(9);
            sha.Finish(hash, at);
            Assert.Equal(SHA256.HashData(data), hash[at..(at + 32)]);
        }

        output.WriteLine($"{cases} cases");
    }

    /// <summary>Our HMAC, and the choice between it and a board's with every limit.</summary>
    [Fact]
    public void Macs()
    {
        Random random = Seed.Start(output);
        int cases = Seed.Cases(10_000, Many);
        var own = new HmacSha256();
        INativeHmac[] natives = [new HostHmac()];
        byte[] mac = new byte[32];
        for (int i = 0; i < cases; i++)
        {
            byte[] key = Bytes(random, random.Next(140));
            var choice = new MacSha256(random.Next(4) == 0 ? null : natives[0], random.Next(300));
            own.SetKey(key);
            choice.SetKey(key);
            for (int repeat = 0; repeat < 2; repeat++)
            {
                byte[] data = Bytes(random, random.Next(400));
                byte[] expected = HMACSHA256.HashData(key, data);
                foreach ((int offset, int count) in Cuts.Of(random, data.Length))
                {
                    own.Update(data, offset, count);
                    choice.Update(data, offset, count);
                }

                own.Finish(mac, 0);
                Assert.Equal(expected, mac);
                choice.Finish(mac, 0);
                Assert.Equal(expected, mac);
            }
        }

        output.WriteLine($"{cases} cases");
    }

    [Fact]
    public void KeyPairs()
    {
        Random random = Seed.Start(output);
        int cases = Seed.Cases(2_000, Many);
        for (int i = 0; i < cases; i++)
        {
            byte[] d = P256Tests.RandomScalar(random);
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
            ECPoint q = key.ExportParameters(false).Q;
            byte[] point = P256.PublicFromPrivate(d);
            Assert.Equal([4, .. q.X!, .. q.Y!], point);
            Assert.True(P256.IsValidPoint(point));
            point[random.Next(1, 65)] ^= (byte)(1 << random.Next(8));
            Assert.False(P256.IsValidPoint(point));
        }

        output.WriteLine($"{cases} cases");
    }

    [Fact]
    public void Agreements()
    {
        Random random = Seed.Start(output);
        int cases = Seed.Cases(1_000, Many);
        for (int i = 0; i < cases; i++)
        {
            byte[] d = P256Tests.RandomScalar(random);
            byte[] peer = P256Tests.RandomScalar(random);
            using ECDiffieHellman mine = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
            using ECDiffieHellman theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = peer });
            ECPoint q = theirs.ExportParameters(false).Q;
            byte[] point = [4, .. q.X!, .. q.Y!];
            Assert.Equal(mine.DeriveRawSecretAgreement(theirs.PublicKey), P256.Agree(d, point));
            point[random.Next(1, 65)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<EncodingException>(() => P256.Agree(d, point));
        }

        output.WriteLine($"{cases} cases");
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
