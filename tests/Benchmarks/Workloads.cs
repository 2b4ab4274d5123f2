using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Rsa;

namespace NfToken.Tests.Benchmarks;

/// <summary>The operations that are measured, each made ready outside the measurement.</summary>
/// <remarks>This class is loaded twice: bound to the rooms as they are, and to their instrumented images.</remarks>
public static class Workloads
{
    /// <summary>Bytes that <see cref="Sha256Bytes"/> hashes.</summary>
    public const int HashedBytes = 16384;

    /// <summary>SHA-256 of <see cref="HashedBytes"/>.</summary>
    public const string Sha256Bytes = "SHA-256, 16 KB";

    /// <summary>Follows an operation's name: without the comb's table, which has 4 KB otherwise.</summary>
    public const string NoTable = ", no table";

    /// <summary>With 2 KB of it.</summary>
    public const string SmallTable = ", 2 KB table";

    /// <summary>With 8 KB.</summary>
    public const string LargeTable = ", 8 KB table";

    /// <summary>What the table of 8 KB costs when it is first used.</summary>
    public const string Build = "P-256, making the 8 KB table";

    /// <summary>A public key from a private one.</summary>
    public const string KeyPair = "P-256 key pair";

    /// <summary>A hedged ECDSA signature.</summary>
    public const string Sign = "P-256 sign";

    /// <summary>The part of a signature that makes nonce and blinds.</summary>
    public const string Nonce = "P-256 sign: hashing for nonce and blinds";

    /// <summary>An ECDSA verification.</summary>
    public const string Verify = "P-256 verify";

    /// <summary>An ECDH secret.</summary>
    public const string Agree = "P-256 ECDH";

    /// <summary>A PKCS #1 v1.5 signature, blinded and verified.</summary>
    public const string RsaSign = "RSA-2048 sign";

    /// <summary>A PKCS #1 v1.5 verification, e = 65537.</summary>
    public const string RsaVerify = "RSA-2048 verify";

    /// <summary>A MAC of <see cref="HashedBytes"/> with a new key, all in our own code.</summary>
    public const string Hmac = "HMAC-SHA-256, 16 KB";

    /// <summary>A MAC of <see cref="HashedBytes"/> with a new key, besides what the native AES does.</summary>
    public const string Cmac = "AES-CMAC, 16 KB";

    private static readonly Dictionary<int, RSA> RsaKeys = [];

    /// <summary>Every operation by its name; the number chooses key and message.</summary>
    public static IReadOnlyDictionary<string, Func<int, Action>> All() => new Dictionary<string, Func<int, Action>>
    {
        [Sha256Bytes] = variant =>
        {
            byte[] data = Bytes(variant, "data", HashedBytes);
            return () => Sha256.Hash(data);
        },
        [KeyPair] = variant => KeyPairWith(4096, variant),
        [KeyPair + NoTable] = variant => KeyPairWith(0, variant),
        [KeyPair + SmallTable] = variant => KeyPairWith(2048, variant),
        [KeyPair + LargeTable] = variant => KeyPairWith(8192, variant),
        [Build] = _ =>
        {
            var workspace = new P256Workspace();
            return () => P256CombBuilder.Build(workspace);
        },
        [Sign] = variant => SignWith(4096, variant),
        [Sign + NoTable] = variant => SignWith(0, variant),
        [Sign + SmallTable] = variant => SignWith(2048, variant),
        [Sign + LargeTable] = variant => SignWith(8192, variant),
        [Nonce] = variant =>
        {
            (byte[] d, byte[] hash, byte[] entropy) = (Scalar(variant, "d"), Bytes(variant, "hash", 32), Bytes(variant, "entropy", 32));
            var workspace = new P256Workspace();
            return () =>
            {
                Array.Copy(hash, 0, workspace.Bytes, P256Workspace.Hash, hash.Length);
                NonceGenerator.Start(workspace, d, entropy);
                NonceGenerator.Blind(workspace, 2, P256Workspace.Spare);
                workspace.Hmac.Clear();
            };
        },
        [Verify] = variant =>
        {
            (byte[] d, byte[] hash) = (Scalar(variant, "d"), Bytes(variant, "hash", 32));
            byte[] point = P256.PublicFromPrivate(d);
            byte[] signature = Ecdsa.Sign(d, hash, null);
            return () => Demand(Ecdsa.Verify(point, hash, signature));
        },
        [Agree] = variant =>
        {
            byte[] d = Scalar(variant, "d");
            byte[] peer = P256.PublicFromPrivate(Scalar(0, "peer"));
            return () => P256.Agree(d, peer);
        },
        [RsaSign] = variant =>
        {
            RsaPrivateKey key = Own(RsaKey(variant));
            (byte[] data, byte[] entropy) = (DigestInfo.OfSha256(Bytes(variant, "hash", 32)), Bytes(variant, "entropy", 32));
            return () => RsaPkcs1.Sign(key, data, entropy);
        },
        [RsaVerify] = variant =>
        {
            RsaPrivateKey key = Own(RsaKey(variant));
            byte[] data = DigestInfo.OfSha256(Bytes(variant, "hash", 32));
            byte[] signature = RsaPkcs1.Sign(key, data, null);
            return () => Demand(RsaPkcs1.Verify(key.PublicKey, data, signature));
        },
        [Hmac] = variant =>
        {
            (byte[] key, byte[] data) = (Bytes(variant, "key", 32), Bytes(variant, "data", HashedBytes));
            var hmac = new HmacSha256();
            byte[] mac = new byte[32];
            return () =>
            {
                hmac.SetKey(key);
                hmac.Update(data, 0, data.Length);
                hmac.Finish(mac, 0);
            };
        },
        [Cmac] = variant =>
        {
            (byte[] key, byte[] data) = (Bytes(variant, "key", 16), Bytes(variant, "data", HashedBytes));
            byte[] mac = new byte[16];
            return () =>
            {
                var cmac = new AesCmac(new LibraryAes(), key);
                cmac.Update(data, 0, data.Length);
                cmac.Finish(mac, 0);
                cmac.Clear();
            };
        },
    };

    private static Action KeyPairWith(int table, int variant)
    {
        byte[] d = Scalar(variant, "d");
        return () =>
        {
            P256.TableBytes = table;
            P256.PublicFromPrivate(d);
        };
    }

    private static Action SignWith(int table, int variant)
    {
        (byte[] d, byte[] hash, byte[] entropy) = (Scalar(variant, "d"), Bytes(variant, "hash", 32), Bytes(variant, "entropy", 32));
        return () =>
        {
            P256.TableBytes = table;
            Ecdsa.Sign(d, hash, entropy);
        };
    }

    /// <summary>A private key of P-256.</summary>
    /// <param name="variant">Which one.</param>
    /// <param name="purpose">For what.</param>
    public static byte[] Scalar(int variant, string purpose)
    {
        byte[] scalar = Bytes(variant, purpose, 32);
        scalar[0] &= 0x7F;
        return scalar;
    }

    /// <summary>Bytes that look random and are the same in each run.</summary>
    /// <param name="variant">Which ones.</param>
    /// <param name="purpose">For what.</param>
    /// <param name="count">How many.</param>
    public static byte[] Bytes(int variant, string purpose, int count)
    {
        byte[] bytes = new byte[count];
        for (int done = 0; done < count; done += 32)
        {
            byte[] block = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{purpose} {variant} {done}"));
            Array.Copy(block, 0, bytes, done, Math.Min(block.Length, count - done));
        }

        return bytes;
    }

    /// <summary>An RSA key, made when first asked for.</summary>
    /// <param name="variant">Which one.</param>
    public static RSA RsaKey(int variant)
    {
        if (!RsaKeys.TryGetValue(variant, out RSA? key))
        {
            RsaKeys[variant] = key = RSA.Create(2048);
        }

        return key;
    }

    private static RsaPrivateKey Own(RSA key)
    {
        RSAParameters k = key.ExportParameters(true);
        return new RsaPrivateKey(k.Modulus, k.Exponent, k.D, k.P, k.Q, k.DP, k.DQ, k.InverseQ);
    }

    /// <summary>Throws where a verification failed.</summary>
    /// <param name="right">What it said.</param>
    public static void Demand(bool right)
    {
        if (!right)
        {
            throw new InvalidOperationException("a valid signature was refused");
        }
    }

    /// <summary>Stands in for the board's AES; the simulator's has to do with the rooms as they are only.</summary>
    private sealed class LibraryAes : INativeAes
    {
        public bool HasKeyLength(int length) => length == 16;

        public byte[] EncryptCbc(byte[] key, byte[] iv, byte[] data)
        {
            using Aes aes = Aes.Create();
            aes.Key = key;
            return aes.EncryptCbc(data, iv, PaddingMode.None);
        }
    }
}
