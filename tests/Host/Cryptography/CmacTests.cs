using NfToken.Cryptography;
using NfToken.Pal.Simulator;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Parameters;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>AES-CMAC against the examples of its standard and BouncyCastle, with keys that boards cannot use yet besides those they can.</summary>
public sealed class CmacTests(ITestOutputHelper output)
{
    private const string Plain =
        "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411E5FBC1191A0A52EFF69F2445DF4F9B17AD2B417BE66C3710";

    /// <summary>NIST's examples for SP 800-38B; those for AES-128 are among the device's tests.</summary>
    [Theory]
    [InlineData("8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B", 0, "D17DDF46ADAACDE531CAC483DE7A9367")]
    [InlineData("8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B", 16, "9E99A7BF31E710900662F65E617C5184")]
    [InlineData("8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B", 20, "3D75C194ED96070444A9FA7EC740ECF8")]
    [InlineData("8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B", 64, "A1D5DF0EED790F794D77589659F39A11")]
    [InlineData("603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4", 0, "028962F61B7BF89EFC6B551F4667D983")]
    [InlineData("603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4", 16, "28A7023F452E8F82BD4BF28D8C37C35C")]
    [InlineData("603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4", 20, "156727DC0878944A023C1FE03BAD6D93")]
    [InlineData("603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4", 64, "E1992190549F6ED5696A2C056C315410")]
    public void Examples(string key, int length, string mac) =>
        Assert.Equal(mac, Convert.ToHexString(Compute(Convert.FromHexString(key), Convert.FromHexString(Plain)[..length])));

    [Fact]
    public void RandomMessages()
    {
        Random random = Seed.Start(output);
        int cases = Seed.Cases(5_000, 100_000);
        byte[] mac = new byte[16];
        byte[] expected = new byte[16];
        for (int i = 0; i < cases; i++)
        {
            byte[] key = Random(random, 16 + (8 * random.Next(3)));
            byte[] data = Random(random, random.Next(random.Next(2) == 0 ? 40 : 600));
            var cmac = new AesCmac(new HostAes(16, 24, 32), key);

            // Whatever came before, the next message is another.
            for (int repeat = 0; repeat < 2; repeat++)
            {
                foreach ((int offset, int count) in Cuts.Of(random, data.Length))
                {
                    cmac.Update(data, offset, count);
                }

                cmac.Finish(mac, 0);
                var theirs = new CMac(new AesEngine());
                theirs.Init(new KeyParameter(key));
                theirs.BlockUpdate(data, 0, data.Length);
                theirs.DoFinal(expected, 0);
                Assert.Equal(expected, mac);
                data = Random(random, random.Next(200));
            }
        }

        output.WriteLine($"{cases} cases");
    }

    [Fact]
    public void KeysOfOtherLengths()
    {
        foreach (int length in new[] { 0, 15, 17, 23, 31, 33, 64 })
        {
            Assert.Throws<ArgumentException>(() => new AesCmac(new HostAes(16, 24, 32), new byte[length]));
        }

        Assert.Throws<ArgumentException>(() => new AesCmac(new HostAes(16), new byte[24]));
    }

    internal static byte[] Compute(byte[] key, byte[] message)
    {
        byte[] mac = new byte[16];
        var cmac = new AesCmac(new HostAes(16, 24, 32), key);
        cmac.Update(message, 0, message.Length);
        cmac.Finish(mac, 0);
        return mac;
    }

    private static byte[] Random(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
