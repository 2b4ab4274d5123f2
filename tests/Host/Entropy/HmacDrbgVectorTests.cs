using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tests.Host.Cryptography;
using Xunit;

namespace NfToken.Tests.Host.Entropy;

/// <summary>The vectors of NIST's validation program for HMAC_DRBG with SHA-256, by our HMAC and by the board's.</summary>
public sealed class HmacDrbgVectorTests
{
    [Theory]
    [InlineData("PredictionResistance", false)]
    [InlineData("PredictionResistance", true)]
    [InlineData("Reseed", false)]
    [InlineData("Reseed", true)]
    [InlineData("NoReseed", false)]
    [InlineData("NoReseed", true)]
    public void Cases(string section, bool isNative)
    {
        INativeHmac? native = isNative ? new HostHmac() : null;
        NistVectors.Case[] cases = [.. NistVectors.Read("HMAC_DRBG.rsp").Where(test => test.Section == $"[{section}]")];
        Assert.Equal(60, cases.Length);
        foreach (NistVectors.Case test in cases)
        {
            HmacDrbg drbg = new(native);
            drbg.Instantiate(test.Hex("EntropyInput"), test.Hex("Nonce"), Optional(test, "PersonalizationString"));
            if (test.Has("EntropyInputReseed"))
            {
                drbg.Reseed(test.Hex("EntropyInputReseed"), Optional(test, "AdditionalInputReseed"));
            }

            byte[] expected = test.Hex("ReturnedBits");
            byte[] bits = new byte[expected.Length];
            for (int request = 1; request <= 2; request++)
            {
                byte[]? additional = Optional(test, $"AdditionalInput{request}");
                if (section == "PredictionResistance")
                {
                    drbg.GenerateFresh(bits, 0, bits.Length, additional, test.Hex($"EntropyInputPR{request}"));
                }
                else
                {
                    Assert.True(drbg.Generate(bits, 0, bits.Length, additional));
                }
            }

            Assert.True(expected.AsSpan().SequenceEqual(bits), test.ToString());
        }
    }

    /// <summary>2^16 requests without a seeding, then none until there was one.</summary>
    [Fact]
    public void RequestsAreCounted()
    {
        HmacDrbg drbg = new(new HostHmac());
        drbg.Instantiate(new byte[48], null, null);
        for (int i = 0; i < HmacDrbg.MaxRequests; i++)
        {
            Assert.True(drbg.Generate([], 0, 0, null));
        }

        byte[] bits = new byte[4];
        Assert.False(drbg.Generate(bits, 0, 4, null));
        Assert.Equal(new byte[4], bits);
        drbg.Reseed(new byte[32], null);
        Assert.True(drbg.Generate(bits, 0, 4, null));
    }

    private static byte[]? Optional(NistVectors.Case test, string name) => test.Has(name) ? test.Hex(name) : null;
}
