using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal.Simulator;
using NfToken.Rsa;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>What the token makes, .NET accepts, and the other way; RSA keys that the host makes.</summary>
public sealed class SignatureTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(4096)]
    public void RsaPairsSignAsDotNetVerifies(int bits)
    {
        Random random = Seed.Start(output);
        using TokenSession session = Open();
        uint key = Generate(session, bits, null, out uint publicKey);
        using RSA rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(session.GetAttribute(publicKey, CKA.CKA_PUBLIC_KEY_INFO), out _);
        Assert.Equal(bits, rsa.KeySize);
        Assert.Equal(session.GetAttribute(key, CKA.CKA_ID), session.GetAttribute(publicKey, CKA.CKA_ID));
        Assert.Equal(1, session.GetAttribute(key, CKA.CKA_LOCAL)[0]);
        byte[] message = Bytes(random, random.Next(300));
        byte[] hash = SHA256.HashData(message);
        var pss = new CkRsaPkcsPssParams { SaltLength = 32 };
        Assert.True(rsa.VerifyData(message, session.Sign(new CkMechanism(CKM.CKM_SHA256_RSA_PKCS), key, message), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.True(rsa.VerifyHash(hash, session.Sign(new CkMechanism(CKM.CKM_RSA_PKCS), key, DigestInfo.OfSha256(hash)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.True(rsa.VerifyData(message, session.Sign(new CkMechanism(CKM.CKM_SHA256_RSA_PKCS_PSS, pss), key, message), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        Assert.True(rsa.VerifyHash(hash, session.Sign(new CkMechanism(CKM.CKM_RSA_PKCS_PSS, pss), key, hash), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    [Fact]
    public void TheTokenVerifiesWhatDotNetSigned()
    {
        Random random = Seed.Start(output);
        using TokenSession session = Open();
        using RSA rsa = RSA.Create(2048);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        uint rsaKey = session.CreateObject(Make.Replace(
            Make.Replace(Make.RsaPublicKey(), new CkAttribute(CKA.CKA_MODULUS, rsa.ExportParameters(false).Modulus)),
            new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, rsa.ExportParameters(false).Exponent)));
        ECParameters point = ec.ExportParameters(false);
        uint ecKey = session.CreateObject(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_EC_POINT, [4, .. point.Q.X!, .. point.Q.Y!])));
        for (int i = 0; i < 20; i++)
        {
            byte[] message = Bytes(random, random.Next(300));
            byte[] pkcs1 = rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            byte[] pss = rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            byte[] ecdsa = ec.SignData(message, HashAlgorithmName.SHA256);
            Assert.True(session.Verify(new CkMechanism(CKM.CKM_SHA256_RSA_PKCS), rsaKey, message, pkcs1));
            Assert.True(session.Verify(new CkMechanism(CKM.CKM_SHA256_RSA_PKCS_PSS, new CkRsaPkcsPssParams()), rsaKey, message, pss));
            Assert.True(session.Verify(new CkMechanism(CKM.CKM_ECDSA_SHA256), ecKey, message, ecdsa));
            Assert.False(session.Verify(new CkMechanism(CKM.CKM_SHA256_RSA_PKCS), rsaKey, message, pss));
            ecdsa[random.Next(64)] ^= (byte)(1 << random.Next(8));
            Assert.False(session.Verify(new CkMechanism(CKM.CKM_ECDSA_SHA256), ecKey, message, ecdsa));
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(28)]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(64)]
    public void HashesOfAnyLengthAreSignedAsDotNetDoes(int length)
    {
        Random random = Seed.Start(output);
        using TokenSession session = Open();
        uint key = session.GenerateKeyPair("ec", false, out uint publicKey);
        using ECDsa ec = ECDsa.Create();
        ec.ImportSubjectPublicKeyInfo(session.GetAttribute(key, CKA.CKA_PUBLIC_KEY_INFO), out _);
        for (int i = 0; i < 10; i++)
        {
            byte[] hash = Bytes(random, length);
            byte[] signature = session.Sign(new CkMechanism(CKM.CKM_ECDSA), key, hash);
            Assert.True(ec.VerifyHash(hash, signature));
            Assert.True(session.Verify(new CkMechanism(CKM.CKM_ECDSA), publicKey, hash, signature));
            hash[random.Next(Math.Min(32, length))] ^= 1;
            Assert.False(session.Verify(new CkMechanism(CKM.CKM_ECDSA), publicKey, hash, signature));
        }
    }

    [Fact]
    public void CmacIsThatOfTheRfc()
    {
        using TokenSession session = Open();
        byte[] message = Convert.FromHexString("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411");
        uint key = session.CreateObject(Crypto.Secret(CKK.CKK_AES, Convert.FromHexString("2b7e151628aed2a6abf7158809cf4f3c")));
        byte[] mac = session.Sign(new CkMechanism(CKM.CKM_AES_CMAC), key, message);

        // RFC 4493, example 3.
        Assert.Equal("DFA66747DE9AE63030CA32611497C827", Convert.ToHexString(mac));
        Assert.True(session.Verify(new CkMechanism(CKM.CKM_AES_CMAC), key, message, mac));
    }

    [Fact]
    public void SecretsAgreeWithDotNet()
    {
        using TokenSession session = Open();
        Assert.Equal(
            CKR.CKR_OK,
            session.Token.C_GenerateKeyPair(
                session.Handle, new CkMechanism(CKM.CKM_EC_KEY_PAIR_GEN), [EcParameters.P256()], [new CkAttribute(CKA.CKA_DERIVE, true)], out _, out uint key));
        using ECDiffieHellman own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using ECDiffieHellman peer = ECDiffieHellman.Create();
        peer.ImportSubjectPublicKeyInfo(session.GetAttribute(key, CKA.CKA_PUBLIC_KEY_INFO), out _);
        ECParameters point = own.ExportParameters(false);
        var parameter = new CkEcdh1DeriveParams { PublicData = [4, .. point.Q.X!, .. point.Q.Y!] };
        Assert.Equal(
            CKR.CKR_OK,
            session.Token.C_DeriveKey(
                session.Handle, new CkMechanism(CKM.CKM_ECDH1_DERIVE, parameter), key, [new CkAttribute(CKA.CKA_EXTRACTABLE, true)], out uint secret));
        Assert.Equal(own.DeriveRawSecretAgreement(peer.PublicKey), session.GetAttribute(secret, CKA.CKA_VALUE));
    }

    [Fact]
    public void RsaNumbersThatTheHostDoesNotMakeAreRefused()
    {
        using TokenSession session = Open();
        Assert.Equal(CKR.CKR_ATTRIBUTE_VALUE_INVALID, TryGenerate(session, [new CkAttribute(CKA.CKA_MODULUS_BITS, 512u)]));
        Assert.Equal(CKR.CKR_ATTRIBUTE_VALUE_INVALID, TryGenerate(session, [new CkAttribute(CKA.CKA_MODULUS_BITS, 8192u)]));
        Assert.Equal(CKR.CKR_TEMPLATE_INCOMPLETE, TryGenerate(session, []));
        CkAttribute[] template = [new CkAttribute(CKA.CKA_MODULUS_BITS, 1024u)];
        Assert.Equal(CKR.CKR_ATTRIBUTE_VALUE_INVALID, TryGenerate(session, Make.With(template, new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, [3]))));
        Assert.Equal(CKR.CKR_OK, TryGenerate(session, Make.With(template, new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, [0, 1, 0, 1]))));
        Assert.Equal(CKR.CKR_TEMPLATE_INCONSISTENT, TryGenerate(session, Make.With(template, new CkAttribute(CKA.CKA_MODULUS, new byte[128]))));
    }

    private static TokenSession Open() => Crypto.Open(
        new TokenParts(new MemoryStore())
        {
            Random = new TestRandom(),
            Rsa = new RsaEngine(),
            Aes = new HostAes(16, 24, 32),
            Hmac = new HostHmac(),
            RsaKeyGenerator = new HostRsaKeyGenerator(),
        });

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static uint Generate(TokenSession session, int bits, CkAttribute[]? privateTemplate, out uint publicKey)
    {
        uint rv = session.Token.C_GenerateKeyPair(
            session.Handle,
            new CkMechanism(CKM.CKM_RSA_PKCS_KEY_PAIR_GEN),
            [new CkAttribute(CKA.CKA_MODULUS_BITS, (uint)bits)],
            privateTemplate!,
            out publicKey,
            out uint key);
        Assert.Equal(CKR.CKR_OK, rv);
        return key;
    }

    private static uint TryGenerate(TokenSession session, CkAttribute[] publicTemplate) => session.Token.C_GenerateKeyPair(
        session.Handle, new CkMechanism(CKM.CKM_RSA_PKCS_KEY_PAIR_GEN), publicTemplate, null!, out _, out _);
}
