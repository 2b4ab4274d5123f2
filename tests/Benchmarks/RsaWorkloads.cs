using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Rsa;

namespace NfToken.Tests.Benchmarks;

/// <summary>RSA by the size of the key.</summary>
/// <remarks>This class is loaded twice, as <see cref="Workloads"/> is.</remarks>
public static class RsaWorkloads
{
    /// <summary>The sizes that are measured.</summary>
    public static readonly IReadOnlyList<int> Sizes = [1024, 2048, 3072, 4096];

    /// <summary>A PKCS #1 v1.5 signature, blinded and verified.</summary>
    public const string Sign = "sign";

    /// <summary>A PKCS #1 v1.5 verification.</summary>
    public const string Verify = "verify";

    /// <summary>A PSS signature with a salt of 32 bytes.</summary>
    public const string SignPss = "sign PSS";

    /// <summary>A PSS verification.</summary>
    public const string VerifyPss = "verify PSS";

    /// <summary>All checks of a key that comes in with all its numbers.</summary>
    public const string Import = "import";

    /// <summary>Gives the memory back that RSA keeps.</summary>
    public const string Release = "release";

    /// <summary>The operations with a key, e = 65537.</summary>
    /// <param name="numbers">Modulus, exponents, primes, exponents modulo the primes, coefficient.</param>
    public static IReadOnlyDictionary<string, Action> Of(byte[][] numbers)
    {
        RsaPrivateKey key = Complete(numbers);
        byte[] hash = Workloads.Bytes(0, "hash", 32);
        byte[] data = DigestInfo.OfSha256(hash);
        byte[] entropy = Workloads.Bytes(0, "entropy", 32);
        byte[] signature = RsaPkcs1.Sign(key, data, null);
        byte[] pss = RsaPss.Sign(key, hash, entropy, null);
        return new Dictionary<string, Action>
        {
            [Sign] = () => RsaPkcs1.Sign(key, data, entropy),
            [Verify] = () => Workloads.Demand(RsaPkcs1.Verify(key.PublicKey, data, signature)),
            [SignPss] = () => RsaPss.Sign(key, hash, entropy, entropy),
            [VerifyPss] = () => Workloads.Demand(RsaPss.Verify(key.PublicKey, hash, entropy.Length, pss)),
            [Import] = () => Complete(numbers),
            [Release] = RsaMemory.Release,
        };
    }

    /// <summary>A key's numbers, as <see cref="Of"/> takes them.</summary>
    /// <param name="bits">Its size.</param>
    public static byte[][] NewKey(int bits)
    {
        using RSA rsa = RSA.Create(bits);
        RSAParameters k = rsa.ExportParameters(true);
        return [k.Modulus!, k.Exponent!, k.D!, k.P!, k.Q!, k.DP!, k.DQ!, k.InverseQ!];
    }

    private static RsaPrivateKey Complete(byte[][] k) => RsaKeyImport.Complete(k[0], k[1], k[2], k[3], k[4], k[5], k[6], k[7]);
}
