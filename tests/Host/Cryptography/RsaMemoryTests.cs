using System.Reflection;
using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Rsa;
using NfToken.Tests.Benchmarks;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>RSA's working memory: kept, bounded, cleared, and one for all threads.</summary>
public sealed class RsaMemoryTests(ITestOutputHelper output)
{
    private static readonly InstrumentedContext Context = new(Instrument.Count);

    /// <summary>Counted as the interpreter allocates.</summary>
    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(4096)]
    public void NothingIsAllocatedButResults(int bits)
    {
        RsaFigures figures = RsaFigures.Count(Context, bits);
        output.WriteLine(figures.ToString());
        Assert.Equal(0, figures.SignGarbage);
        Assert.Equal(0, figures.VerifyGarbage);
        Assert.InRange(figures.Kept, figures.KeptByVerify, 16 * 1024);
    }

    [Fact]
    public void NothingRemainsOfASignature()
    {
        using RSA theirs = RSA.Create(1024);
        RsaPrivateKey key = RsaTests.Import(theirs);
        byte[] hash = SHA256.HashData([1]);
        RsaPkcs1.Sign(key, hash, hash);
        DemandZeros(key);
        RsaPss.Sign(key, hash, hash, hash);
        DemandZeros(key);
        key.DP[7] ^= 1;
        Assert.Throws<InvalidOperationException>(() => RsaPkcs1.Sign(key, hash, hash));
        DemandZeros(key);
    }

    /// <summary>Keys of several sizes at once, and the memory is taken away between.</summary>
    [Fact]
    public async Task ThreadsDoNotDisturbEachOther()
    {
        int[] sizes = [1024, 1536, 1024, 2048];
        Task[] tasks = [.. sizes.Select(bits => Task.Factory.StartNew(() => SignAndVerify(bits), TaskCreationOptions.LongRunning))];
        Task all = Task.WhenAll(tasks);
        while (!all.IsCompleted)
        {
            RsaMemory.Release();
            await Task.Delay(5);
        }

        await all;
    }

    private static void SignAndVerify(int bits)
    {
        using RSA theirs = RSA.Create(bits);
        RsaPrivateKey key = RsaTests.Import(theirs);
        for (byte i = 0; i < 8; i++)
        {
            byte[] hash = SHA256.HashData([i]);
            byte[] data = DigestInfo.OfSha256(hash);
            byte[] expected = theirs.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Assert.Equal(expected, RsaPkcs1.Sign(key, data, hash));
            Assert.True(RsaPkcs1.Verify(key.PublicKey, data, expected));
            Assert.True(RsaPss.Verify(key.PublicKey, hash, 32, theirs.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        }
    }

    private static void DemandZeros(RsaPrivateKey key)
    {
        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace workspace = RsaWorkspace.For(key);
            int arrays = DemandZeros(workspace) + DemandZeros(workspace.Modulus);
            Assert.True(arrays >= 14, $"{arrays} arrays were looked at");
        }
    }

    private static int DemandZeros(object owner)
    {
        int arrays = 0;
        foreach (FieldInfo field in owner.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            bool clear = field.GetValue(owner) switch
            {
                ulong[] limbs => limbs.All(one => one == 0),
                byte[] bytes => bytes.All(one => one == 0),
                _ => true,
            };
            Assert.True(clear, field.Name);
            arrays += field.FieldType.IsArray ? 1 : 0;
        }

        return arrays;
    }
}
