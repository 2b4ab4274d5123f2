using System;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Rsa;
using NfToken.Tls;

namespace NfToken.Tests.Tls;

/// <summary>A token with the objects of a test.</summary>
internal sealed class TestToken
{
    private static readonly byte[] P256 = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];

    private readonly MemoryStore _store = new();
    private readonly PrivateKeyExporter _exporter;

    public TestToken()
    {
        Token = new Token(new TokenParts(_store) { Rsa = new RsaEngine() }, out _exporter);
        if (Token.C_Initialize(null) != CKR.CKR_OK)
        {
            throw new InvalidOperationException();
        }
    }

    public Token Token { get; }

    /// <summary>A token with everything that a connection needs.</summary>
    public static TestToken Whole()
    {
        TestToken token = new();
        token.AddKey(TestCertificates.Key, 1);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.Old, 1);
        token.AddCertificate(Labels.RootCertificate, TestCertificates.Root, 0);
        return token;
    }

    public void AddKey(string scalar, byte id) => Create(
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
        new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC),
        new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey),
        new CkAttribute(CKA.CKA_ID, new byte[] { id }),
        new CkAttribute(CKA.CKA_EC_PARAMS, P256),
        new CkAttribute(CKA.CKA_VALUE, Convert.FromBase64String(scalar)),
    ]);

    public void AddCertificate(string label, string der, byte id) => Create(
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE),
        new CkAttribute(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509),
        new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_LABEL, label),
        new CkAttribute(CKA.CKA_ID, new byte[] { id }),
        new CkAttribute(CKA.CKA_VALUE, Convert.FromBase64String(der)),
    ]);

    /// <summary>Makes a certificate that is there already unreadable, as another program's might be.</summary>
    public void Spoil(string der)
    {
        byte[] certificate = Convert.FromBase64String(der);
        uint[] ids = _store.GetObjectIds();
        for (int i = 0; i < ids.Length; i++)
        {
            byte[] record = _store.GetObjectValue(ids[i]);
            int at = IndexOf(record, certificate);
            if (at >= 0)
            {
                // The outermost tag is that of a sequence no longer.
                record[at] ^= 1;
                _store.SaveObject(ids[i], record);
                return;
            }
        }

        throw new InvalidOperationException();
    }

    public TlsConnector Connector(ITlsTransport transport, IClock clock) => new(Token, _exporter, transport, clock);

    /// <summary>The line that a connect fails with, or null where it does not.</summary>
    public string FailureOf(FakeTransport transport, FakeClock clock, string alpn = null)
    {
        TlsConnector connector = Connector(transport, clock);
        try
        {
            connector.Connect(connector.FindIdentity(), "broker.example.net", 8883, alpn, 1000);
            return null;
        }
        catch (TlsException e)
        {
            return e.Message;
        }
    }

    private static int IndexOf(byte[] bytes, byte[] part)
    {
        for (int i = 0; i <= bytes.Length - part.Length; i++)
        {
            int length = 0;
            while (length < part.Length && bytes[i + length] == part[length])
            {
                length++;
            }

            if (length == part.Length)
            {
                return i;
            }
        }

        return -1;
    }

    private void Create(CkAttribute[] template)
    {
        using (TokenSession session = TokenSession.Open(Token, true))
        {
            session.CreateObject(template);
        }
    }
}
