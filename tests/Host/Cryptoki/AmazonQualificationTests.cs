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
public sealed class AmazonQualificationTests
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
    public void RsaSigns()
    {
        uint session = Open();
        using RSA rsa = ProvisionRsa(session, out _);
        uint key = Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY);
        var mechanism = new CkMechanism(CKM.CKM_RSA_PKCS);
        byte[] hash = new byte[32];
        byte[] input = [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20, .. hash];
        byte[] signature = new byte[256];
        uint length = 256;
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, input, 0, input.Length, signature, ref length));
        Assert.Equal(256u, length);
        Assert.True(rsa.VerifyHash(hash, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        // The test leaves a question for the length unfinished, and the next one starts anew.
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
        Assert.Equal(CKR.CKR_OK, _token.C_Sign(session, input, 0, input.Length, null, ref length));
        Assert.Equal(256u, length);
        Assert.Equal(CKR.CKR_OK, _token.C_SignInit(session, mechanism, key));
    }

    [Fact]
    public void RsaAttributes()
    {
        uint session = Open();
        using RSA rsa = ProvisionRsa(session, out byte[] certificate);
        Assert.Equal(certificate, Read(session, Find(session, Labels.DeviceCertificate, CKO.CKO_CERTIFICATE), CKA.CKA_VALUE));
        var exponent = new CkAttribute(CKA.CKA_PRIVATE_EXPONENT, new byte[257]);
        uint key = Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY);
        Assert.Equal(CKR.CKR_ATTRIBUTE_SENSITIVE, _token.C_GetAttributeValue(session, key, [exponent]));
        Assert.Equal(new byte[257], exponent.Value);
    }

    [Fact]
    public void RsaObjectsAreFoundAndDestroyed()
    {
        uint session = Open();
        using RSA rsa = ProvisionRsa(session, out _);
        InThreads(FindAll);
        DestroyAll(session);
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

    private void Create(uint session, CkAttribute[] template)
    {
        Assert.Equal(CKR.CKR_OK, _token.C_CreateObject(session, template, out uint handle));
        Assert.NotEqual(CK.CK_INVALID_HANDLE, handle);
    }

    // Amazon's subject is no name at all.
    private static CkAttribute[] Certificate(byte[] der, string label) =>
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE), new CkAttribute(CKA.CKA_SUBJECT, "TestSubject"), new CkAttribute(CKA.CKA_VALUE, der),
        new CkAttribute(CKA.CKA_LABEL, label), new CkAttribute(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509), new CkAttribute(CKA.CKA_TOKEN, true),
    ];

    private void ProvisionEc(uint session)
    {
        Create(session, Make.With(Make.Replace(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey)), new CkAttribute(CKA.CKA_SIGN, true)));
        Create(session, Make.With(Make.Replace(Make.EcPublicKey(), new CkAttribute(CKA.CKA_LABEL, Labels.DevicePublicKey)), new CkAttribute(CKA.CKA_VERIFY, true)));
        Create(session, Certificate(Make.Der(TestData.EcCertificate), Labels.DeviceCertificate));
    }

    private RSA ProvisionRsa(uint session, out byte[] certificate)
    {
        var rsa = RSA.Create(2048);
        RSAParameters key = rsa.ExportParameters(true);
        Create(
            session,
            [
                new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA),
                new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey), new CkAttribute(CKA.CKA_TOKEN, true), new CkAttribute(CKA.CKA_SIGN, true),
                new CkAttribute(CKA.CKA_MODULUS, key.Modulus), new CkAttribute(CKA.CKA_PRIVATE_EXPONENT, key.D), new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, key.Exponent),
                new CkAttribute(CKA.CKA_PRIME_1, key.P), new CkAttribute(CKA.CKA_PRIME_2, key.Q), new CkAttribute(CKA.CKA_EXPONENT_1, key.DP),
                new CkAttribute(CKA.CKA_EXPONENT_2, key.DQ), new CkAttribute(CKA.CKA_COEFFICIENT, key.InverseQ),
            ]);
        Create(
            session,
            [
                new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA), new CkAttribute(CKA.CKA_TOKEN, true),
                new CkAttribute(CKA.CKA_MODULUS, key.Modulus), new CkAttribute(CKA.CKA_VERIFY, true), new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, key.Exponent),
                new CkAttribute(CKA.CKA_LABEL, Labels.DevicePublicKey),
            ]);
        var request = new CertificateRequest("CN=rsa", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 issued = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        certificate = issued.RawData;
        Create(session, Certificate(certificate, Labels.DeviceCertificate));
        return rsa;
    }

    private uint Find(uint session, string label, uint objectClass)
    {
        uint[] found = new uint[1];
        Assert.Equal(
            CKR.CKR_OK,
            _token.C_FindObjectsInit(session, [new CkAttribute(CKA.CKA_LABEL, label), new CkAttribute(CKA.CKA_CLASS, objectClass)]));
        Assert.Equal(CKR.CKR_OK, _token.C_FindObjects(session, found, 1, out uint count));
        Assert.Equal(CKR.CKR_OK, _token.C_FindObjectsFinal(session));
        return count == 0 ? CK.CK_INVALID_HANDLE : found[0];
    }

    private void FindAll(uint session)
    {
        Assert.NotEqual(CK.CK_INVALID_HANDLE, Find(session, Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY));
        Assert.NotEqual(CK.CK_INVALID_HANDLE, Find(session, Labels.DevicePublicKey, CKO.CKO_PUBLIC_KEY));
        Assert.NotEqual(CK.CK_INVALID_HANDLE, Find(session, Labels.DeviceCertificate, CKO.CKO_CERTIFICATE));
        Assert.Equal(CK.CK_INVALID_HANDLE, Find(session, "This label doesn't exist", CKO.CKO_PUBLIC_KEY));
    }

    private void DestroyAll(uint session)
    {
        foreach ((string label, uint objectClass) in new[]
        {
            (Labels.DevicePrivateKey, CKO.CKO_PRIVATE_KEY), (Labels.DevicePublicKey, CKO.CKO_PUBLIC_KEY), (Labels.DeviceCertificate, CKO.CKO_CERTIFICATE),
        })
        {
            Assert.Equal(CKR.CKR_OK, _token.C_DestroyObject(session, Find(session, label, objectClass)));
            Assert.Equal(CK.CK_INVALID_HANDLE, Find(session, label, objectClass));
        }

        Assert.Empty(_store.GetObjectIds());
    }

    private byte[] Read(uint session, uint handle, uint type)
    {
        var wanted = new CkAttribute(type, (byte[]?)null);
        Assert.Equal(CKR.CKR_OK, _token.C_GetAttributeValue(session, handle, [wanted]));
        wanted.Value = new byte[wanted.ValueLength];
        Assert.Equal(CKR.CKR_OK, _token.C_GetAttributeValue(session, handle, [wanted]));
        return wanted.Value;
    }

    private static ECDsa ToEcdsa(byte[] point) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[3..35], Y = point[35..67] },
    });
}
