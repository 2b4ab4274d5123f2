using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfToken.Cryptoki;
using NfToken.Rsa;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>
/// What Amazon FreeRTOS's qualification of PKCS #11 libraries (the groups Full_PKCS11 of iot_test_pkcs11.c) asks of one, in our own words, call by call
/// where the order matters. The real programs' view, through the C interface, is in tests/Host/NativeModule.
/// </summary>
public sealed partial class AmazonQualificationTests
{
    private const int Threads = 4;
    private const int Loops = 25;
    private static readonly byte[] _message = Encoding.ASCII.GetBytes(
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu");

    private readonly MemoryStore _store = new();
    private readonly Token _token;

    public AmazonQualificationTests()
    {
        _token = new Token(new TokenParts(_store) { Rsa = new RsaEngine(), Random = new SeededRandom(Random.Shared) });
    }

    [Fact]
    public void InitializeAndFinalize()
    {
        Assert.Equal(CKR.CKR_OK, _token.C_Initialize(new CkInitializeArgs { Flags = CKF.CKF_OS_LOCKING_OK }));
        Assert.Equal(CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED, _token.C_Initialize(null));
        Assert.Equal(CKR.CKR_ARGUMENTS_BAD, _token.C_Finalize(0x1234));
        Assert.Equal(CKR.CKR_OK, _token.C_Finalize(null));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, _token.C_Finalize(null));
    }

    [Fact]
    public void SlotsAreListed()
    {
        Assert.Equal(CKR.CKR_OK, _token.C_Initialize(null));
        uint count = 0;
        Assert.Equal(CKR.CKR_OK, _token.C_GetSlotList(true, null, ref count));
        Assert.True(count > 0);
        uint[] slots = new uint[count + 1];
        uint room = count;
        Assert.Equal(CKR.CKR_OK, _token.C_GetSlotList(true, slots, ref room));
        room = count + 1;
        Assert.Equal(CKR.CKR_OK, _token.C_GetSlotList(true, slots, ref room));
        Assert.Equal(count, room);
        room = 0;
        Assert.Equal(CKR.CKR_BUFFER_TOO_SMALL, _token.C_GetSlotList(true, slots, ref room));
    }

    [Fact]
    public void SessionsOpenAndClose()
    {
        uint session = Open();
        Assert.Equal(CKR.CKR_OK, _token.C_CloseSession(session));
        Assert.Equal(CKR.CKR_OK, _token.C_Finalize(null));
        Assert.Equal(CKR.CKR_CRYPTOKI_NOT_INITIALIZED, _token.C_OpenSession(CK.SlotId, CKF.CKF_SERIAL_SESSION, out _));
    }

    [Theory]
    [InlineData(CKM.CKM_RSA_PKCS, CKF.CKF_SIGN, 2048)]
    [InlineData(CKM.CKM_RSA_X_509, CKF.CKF_VERIFY, 2048)]
    [InlineData(CKM.CKM_ECDSA, CKF.CKF_SIGN | CKF.CKF_VERIFY, 256)]
    [InlineData(CKM.CKM_EC_KEY_PAIR_GEN, CKF.CKF_GENERATE_KEY_PAIR, 256)]
    [InlineData(CKM.CKM_SHA256, CKF.CKF_DIGEST, 0)]
    public void Capabilities(uint mechanism, uint flags, uint keySize)
    {
        Open();
        Assert.Equal(CKR.CKR_OK, _token.C_GetMechanismInfo(CK.SlotId, mechanism, out CkMechanismInfo info));
        Assert.Equal(flags, info.Flags & flags);
        Assert.InRange(keySize, info.MinKeySize, info.MaxKeySize);
    }

    [Fact]
    public void Digest()
    {
        uint session = Open();
        var sha256 = new CkMechanism(CKM.CKM_SHA256);
        uint length = 0;
        Assert.Equal(CKR.CKR_OK, _token.C_DigestInit(session, sha256));
        Assert.Equal(CKR.CKR_OK, _token.C_DigestUpdate(session, _message, 0, _message.Length));
        Assert.Equal(CKR.CKR_OK, _token.C_DigestFinal(session, null, ref length));
        Assert.Equal(32u, length);
        byte[] digest = new byte[32];
        Assert.Equal(CKR.CKR_OK, _token.C_DigestFinal(session, digest, ref length));
        Assert.Equal(SHA256.HashData(_message), digest);
    }

    [Fact]
    public void DigestErrors()
    {
        uint session = Open();
        var sha256 = new CkMechanism(CKM.CKM_SHA256);
        byte[] digest = new byte[32];
        Assert.Equal(CKR.CKR_MECHANISM_INVALID, _token.C_DigestInit(session, new CkMechanism(0x253)));
        Assert.Equal(CKR.CKR_SESSION_HANDLE_INVALID, _token.C_DigestInit(0, sha256));
        Assert.Equal(CKR.CKR_OPERATION_NOT_INITIALIZED, _token.C_DigestUpdate(session, _message, 0, _message.Length));
        Assert.Equal(CKR.CKR_OK, _token.C_DigestInit(session, sha256));

        // Neither another session's mistake nor a short buffer ends the digest.
        Assert.Equal(CKR.CKR_SESSION_HANDLE_INVALID, _token.C_DigestUpdate(0, _message, 0, _message.Length));
        Assert.Equal(CKR.CKR_OK, _token.C_DigestUpdate(session, _message, 0, _message.Length));
        uint length = 31;
        Assert.Equal(CKR.CKR_BUFFER_TOO_SMALL, _token.C_DigestFinal(session, digest, ref length));
        length = 32;
        Assert.Equal(CKR.CKR_SESSION_HANDLE_INVALID, _token.C_DigestFinal(0, digest, ref length));
        Assert.Equal(CKR.CKR_OK, _token.C_DigestFinal(session, digest, ref length));
        Assert.Equal(SHA256.HashData(_message), digest);
        Assert.Equal(CKR.CKR_OPERATION_NOT_INITIALIZED, _token.C_DigestUpdate(session, _message, 0, _message.Length));
    }

    [Fact]
    public void RandomBytesDiffer()
    {
        uint session = Open();
        byte[][] buffers = [new byte[10], new byte[10], new byte[10]];
        Assert.Equal(CKR.CKR_OK, _token.C_GenerateRandom(session, buffers[0], 0, 10));
        Assert.Equal(CKR.CKR_OK, _token.C_GenerateRandom(session, buffers[1], 0, 10));
        Assert.Equal(CKR.CKR_OK, _token.C_CloseSession(session));
        session = OpenMore();
        Assert.Equal(CKR.CKR_OK, _token.C_GenerateRandom(session, buffers[2], 0, 10));

        // Amazon allows one equal byte in ten; so strict a test would fail by chance in 1 of 1500 runs.
        Assert.NotEqual(buffers[0], buffers[1]);
        Assert.NotEqual(buffers[0], buffers[2]);
    }

    [Fact]
    public void RandomFromManyThreads()
    {
        Open();
        InThreads(session =>
        {
            byte[] buffer = new byte[10];
            Assert.Equal(CKR.CKR_OK, _token.C_GenerateRandom(session, buffer, 0, 10));
            Assert.NotEqual(new byte[10], buffer);
        });
    }

    [Fact]
    public void EcSignsAndVerifies()
    {
        uint session = Open();
        ProvisionEc(session);
        uint key = Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY);
        uint publicKey = Find(session, Labels.DevicePublicKey, CKO.CKO_PUBLIC_KEY);
        var mechanism = new CkMechanism(CKM.CKM_ECDSA);
        byte[] hash = [0xAB, .. new byte[31]];
        byte[] signature = new byte[256];
        uint length = 256;
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, hash, 0, 32, signature, ref length));
        Assert.Equal(64u, length);
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, hash, 0, 32, null, ref length));
        Assert.Equal(64u, length);
        using ECDsa known = ToEcdsa(Read(session, publicKey, CKA.CKA_EC_POINT));
        Assert.True(known.VerifyHash(hash, signature[..64]));

        // Signed here, verified here; signed elsewhere, verified here; changed, refused.
        length = 64;
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, hash, 0, 32, signature, ref length));
        Assert.Equal(CKR.CKR_OK, _token.C_VerifyInit(session, mechanism, publicKey));
        Assert.Equal(CKR.CKR_OK, _token.C_Verify(session, hash, 0, 32, signature[..64]));
        using var own = ECDsa.Create();
        own.ImportPkcs8PrivateKey(Make.Der(TestData.EcKey), out _);
        byte[] foreign = own.SignHash(hash);
        Assert.Equal(CKR.CKR_OK, _token.C_VerifyInit(session, mechanism, publicKey));
        Assert.Equal(CKR.CKR_OK, _token.C_Verify(session, hash, 0, 32, foreign));
        foreign[25]++;
        Assert.Equal(CKR.CKR_OK, _token.C_VerifyInit(session, mechanism, publicKey));
        Assert.Equal(CKR.CKR_SIGNATURE_INVALID, _token.C_Verify(session, hash, 0, 32, foreign));
    }

    [Fact]
    public void EcKeyPairsAreMade()
    {
        uint session = Open();
        uint rv = _token.C_GenerateKeyPair(
            session,
            new CkMechanism(CKM.CKM_EC_KEY_PAIR_GEN),
            [
                new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC), new CkAttribute(CKA.CKA_VERIFY, true),
                new CkAttribute(CKA.CKA_EC_PARAMS, Make.P256Parameters()), new CkAttribute(CKA.CKA_LABEL, Labels.DevicePublicKey),
            ],
            [
                new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC), new CkAttribute(CKA.CKA_TOKEN, true), new CkAttribute(CKA.CKA_PRIVATE, true),
                new CkAttribute(CKA.CKA_SIGN, true), new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey),
            ],
            out uint publicKey,
            out uint privateKey);
        Assert.Equal(CKR.CKR_OK, rv);
        Assert.Equal(CKO.CKO_PRIVATE_KEY, BitConverter.ToUInt32(Read(session, privateKey, CKA.CKA_CLASS)));
        Assert.Equal(CKO.CKO_PUBLIC_KEY, BitConverter.ToUInt32(Read(session, publicKey, CKA.CKA_CLASS)));
        Assert.Equal(CKK.CKK_EC, BitConverter.ToUInt32(Read(session, privateKey, CKA.CKA_KEY_TYPE)));
        Assert.Equal(CKK.CKK_EC, BitConverter.ToUInt32(Read(session, publicKey, CKA.CKA_KEY_TYPE)));
        Assert.Equal(Make.P256Parameters(), Read(session, privateKey, CKA.CKA_EC_PARAMS));
        var value = new CkAttribute(CKA.CKA_VALUE, new byte[32]);
        Assert.Equal(CKR.CKR_ATTRIBUTE_SENSITIVE, _token.C_GetAttributeValue(session, privateKey, [value]));
        Assert.Equal(new byte[32], value.Value);
        byte[] point = Read(session, publicKey, CKA.CKA_EC_POINT);
        byte[] signature = new byte[64];
        uint length = 64;
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, new CkMechanism(CKM.CKM_ECDSA), privateKey));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, SHA256.HashData(_message), 0, 32, signature, ref length));
        using ECDsa known = ToEcdsa(point);
        Assert.True(known.VerifyData(_message, signature, HashAlgorithmName.SHA256));
    }

    [Fact]
    public void EcAttributes()
    {
        uint session = Open();
        ProvisionEc(session);
        using var own = ECDsa.Create();
        own.ImportPkcs8PrivateKey(Make.Der(TestData.EcKey), out _);
        ECPoint q = own.ExportParameters(false).Q;
        uint privateKey = Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY);
        uint publicKey = Find(session, Labels.DevicePublicKey, CKO.CKO_PUBLIC_KEY);
        uint certificate = Find(session, Labels.DeviceCertificate, CKO.CKO_CERTIFICATE);
        Assert.Equal(CKO.CKO_PRIVATE_KEY, BitConverter.ToUInt32(Read(session, privateKey, CKA.CKA_CLASS)));
        Assert.Equal(Make.P256Parameters(), Read(session, privateKey, CKA.CKA_EC_PARAMS));
        Assert.Equal(Make.P256Parameters(), Read(session, publicKey, CKA.CKA_EC_PARAMS));
        Assert.Equal([4, 65, 4, .. q.X!, .. q.Y!], Read(session, publicKey, CKA.CKA_EC_POINT));
        Assert.Equal(CKO.CKO_CERTIFICATE, BitConverter.ToUInt32(Read(session, certificate, CKA.CKA_CLASS)));
        Assert.Equal(Make.Der(TestData.EcCertificate), Read(session, certificate, CKA.CKA_VALUE));
    }

    [Fact]
    public void EcFromManyThreads()
    {
        uint first = Open();
        ProvisionEc(first);
        InThreads(FindAll);
        InThreads(session =>
        {
            uint key = Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY);
            Assert.Equal(Make.P256Parameters(), Read(session, key, CKA.CKA_EC_PARAMS));

            // The certificate is read through a session that all threads share.
            using X509Certificate2 parsed = X509CertificateLoader.LoadCertificate(
                Read(first, Find(session, Labels.DeviceCertificate, CKO.CKO_CERTIFICATE), CKA.CKA_VALUE));
        });
        InThreads(session =>
        {
            var mechanism = new CkMechanism(CKM.CKM_ECDSA);
            byte[] hash = SHA256.HashData(BitConverter.GetBytes(session));
            byte[] signature = new byte[64];
            uint length = 64;
            Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY)));
            Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, hash, 0, 32, signature, ref length));
            Assert.Equal(CKR.CKR_OK, _token.C_VerifyInit(session, mechanism, Find(session, Labels.DevicePublicKey, CKO.CKO_PUBLIC_KEY)));
            Assert.Equal(CKR.CKR_OK, _token.C_Verify(session, hash, 0, 32, signature));
        });
        DestroyAll(first);
    }

    /// <summary>The other objects that a product may have: root, JITP certificate and the key that verifies updates.</summary>
    [Fact]
    public void FurtherObjects()
    {
        uint session = Open();
        foreach (string label in new[] { Labels.RootCertificate, Labels.IssuerCertificate })
        {
            Create(session, Certificate(Make.Der(TestData.Authority), label));
            Assert.Equal(Make.Der(TestData.Authority), Read(session, Find(session, label, CKO.CKO_CERTIFICATE), CKA.CKA_VALUE));
        }

        Create(session, Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_LABEL, Labels.CodeVerifyKey)));
        Assert.NotEqual(CK.CK_INVALID_HANDLE, Find(session, Labels.CodeVerifyKey, CKO.CKO_PUBLIC_KEY));
    }

    private uint Open()
    {
        Assert.Equal(CKR.CKR_OK, _token.C_Initialize(null));
        return OpenMore();
    }

    private uint OpenMore()
    {
        Assert.Equal(CKR.CKR_OK, _token.C_OpenSession(CK.SlotId, CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION, out uint session));
        return session;
    }

    private void InThreads(Action<uint> work)
    {
        var failures = new List<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => OpenMore()).Select(session => new Thread(() =>
        {
            try
            {
                for (int i = 0; i < Loops; i++)
                {
                    work(session);
                }

                Assert.Equal(CKR.CKR_OK, _token.C_CloseSession(session));
            }
            catch (Exception failure)
            {
                lock (failures)
                {
                    failures.Add(failure);
                }
            }
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Empty(failures);
    }

    private static ECDsa ToEcdsa(byte[] point) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[3..35], Y = point[35..67] },
    });
}
