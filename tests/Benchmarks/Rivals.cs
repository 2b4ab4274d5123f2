using System.Security.Cryptography;
using BigInteger = Org.BouncyCastle.Math.BigInteger;
using NfToken.Cryptography;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Agreement;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace NfToken.Tests.Benchmarks;

/// <summary>The same operations by libraries of the host, with the same keys.</summary>
public static class Rivals
{
    /// <summary>OpenSSL, through System.Security.Cryptography.</summary>
    public static IReadOnlyDictionary<string, Action> OpenSsl()
    {
        byte[] data = Workloads.Bytes(0, "data", Workloads.HashedBytes);
        byte[] hash = Workloads.Bytes(0, "hash", 32);
        ECParameters parameters = new() { Curve = ECCurve.NamedCurves.nistP256, D = Workloads.Scalar(0, "d") };
        ECDsa key = ECDsa.Create(parameters);
        ECDiffieHellman agreement = ECDiffieHellman.Create(parameters);
        ECDiffieHellmanPublicKey peer = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Workloads.Scalar(0, "peer") }).PublicKey;
        byte[] signature = key.SignHash(hash);
        RSA rsa = Workloads.RsaKey(0);
        byte[] rsaSignature = rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new Dictionary<string, Action>
        {
            [Workloads.Sha256Bytes] = () => SHA256.HashData(data),
            [Workloads.KeyPair] = () => ECDsa.Create(ECCurve.NamedCurves.nistP256).Dispose(),
            [Workloads.Sign] = () => key.SignHash(hash),
            [Workloads.Verify] = () => key.VerifyHash(hash, signature),
            [Workloads.RsaSign] = () => rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            [Workloads.RsaVerify] = () => rsa.VerifyHash(hash, rsaSignature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            [Workloads.Agree] = () => agreement.DeriveRawSecretAgreement(peer),
        };
    }

    /// <summary>BouncyCastle, with its own code for this curve, which is its fastest.</summary>
    public static IReadOnlyDictionary<string, Action> BouncyCastle()
    {
        X9ECParameters curve = CustomNamedCurves.GetByName("P-256");
        var domain = new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
        byte[] data = Workloads.Bytes(0, "data", Workloads.HashedBytes);
        byte[] hash = Workloads.Bytes(0, "hash", 32);
        var d = new BigInteger(1, Workloads.Scalar(0, "d"));
        var key = new ECPrivateKeyParameters(d, domain);
        var publicKey = new ECPublicKeyParameters(curve.Curve.DecodePoint(P256.PublicFromPrivate(Workloads.Scalar(0, "d"))), domain);
        var peer = new ECPublicKeyParameters(curve.Curve.DecodePoint(P256.PublicFromPrivate(Workloads.Scalar(0, "peer"))), domain);
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, key);
        BigInteger[] signature = signer.GenerateSignature(hash);
        var verifier = new ECDsaSigner();
        verifier.Init(false, publicKey);
        var agreement = new ECDHBasicAgreement();
        agreement.Init(key);
        byte[] digest = new byte[32];
        AsymmetricCipherKeyPair rsa = DotNetUtilities.GetRsaKeyPair(Workloads.RsaKey(0));
        byte[] info = DigestInfo.OfSha256(hash);
        var rsaSigner = new Pkcs1Encoding(new RsaBlindedEngine());
        rsaSigner.Init(true, rsa.Private);
        byte[] rsaSignature = rsaSigner.ProcessBlock(info, 0, info.Length);
        var rsaVerifier = new Pkcs1Encoding(new Org.BouncyCastle.Crypto.Engines.RsaEngine());
        rsaVerifier.Init(false, rsa.Public);
        return new Dictionary<string, Action>
        {
            [Workloads.Sha256Bytes] = () =>
            {
                var sha = new Sha256Digest();
                sha.BlockUpdate(data, 0, data.Length);
                sha.DoFinal(digest, 0);
            },
            [Workloads.KeyPair] = () => new Org.BouncyCastle.Math.EC.Multiplier.FixedPointCombMultiplier().Multiply(domain.G, d).Normalize(),
            [Workloads.Sign] = () => signer.GenerateSignature(hash),
            [Workloads.Verify] = () => verifier.VerifySignature(hash, signature[0], signature[1]),
            [Workloads.RsaSign] = () => rsaSigner.ProcessBlock(info, 0, info.Length),
            [Workloads.RsaVerify] = () => rsaVerifier.ProcessBlock(rsaSignature, 0, rsaSignature.Length),
            [Workloads.Agree] = () => agreement.CalculateAgreement(peer),
        };
    }
}
