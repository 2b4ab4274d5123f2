using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Rsa;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Cryptoki;

/// <summary>PrivateKeyExporter, and the façade's exceptions.</summary>
[TestClass]
public class ExporterTests
{
    [TestMethod]
    public void TheExporterGivesTheKeyThatCameIn()
    {
        MemoryStore store = new MemoryStore();
        Token token = new Token(new TokenParts(store) { Rsa = new RsaEngine() }, out PrivateKeyExporter exporter);
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        TokenSession session = TokenSession.Open(token, true);
        uint ec = session.CreateObject(Make.EcPrivateKey());
        uint rsa = session.CreateObject(Make.RsaPrivateKey());
        PrivateKeyInfo key = PrivateKeyInfo.FromDer(exporter.Export(ec));
        Assert.AreEqual(Make.Hex(PrivateKeyInfo.FromDer(Make.Der(TestData.EcKey)).Ec.D), Make.Hex(key.Ec.D));
        Assert.AreEqual(TestData.RsaKey, System.Convert.ToBase64String(exporter.Export(rsa)));
        uint all = 0;
        foreach (byte value in store.LastRead)
        {
            all |= value;
        }

        Assert.AreEqual(0u, all);
    }

    [TestMethod]
    public void TheExporterGivesNothingElse()
    {
        Token token = new Token(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() }, out PrivateKeyExporter exporter);
        AssertNotExported(exporter, 1, CKR.CKR_CRYPTOKI_NOT_INITIALIZED);
        token.C_Initialize(null);
        TokenSession session = TokenSession.Open(token, true);
        AssertNotExported(exporter, 1, CKR.CKR_KEY_HANDLE_INVALID);
        AssertNotExported(exporter, session.CreateObject(Make.EcPublicKey()), CKR.CKR_KEY_HANDLE_INVALID);
    }

    [TestMethod]
    public void ExceptionsNameTheReturnValue()
    {
        Assert.AreEqual("a: CKR_SLOT_ID_INVALID", new CryptokiException(CKR.CKR_SLOT_ID_INVALID, "a", null).Message);
        Assert.AreEqual("CKR_0x000001B1", ReturnValueName.Of(0x1B1));
        Assert.ThrowsException(typeof(CryptokiException), () => Make.Session(new MemoryStore()).DestroyObject(1));
    }

    private static void AssertNotExported(PrivateKeyExporter exporter, uint handle, uint rv)
    {
        try
        {
            exporter.Export(handle);
        }
        catch (CryptokiException refused)
        {
            Assert.AreEqual(rv, refused.ReturnValue);
            return;
        }

        Assert.IsTrue(false, "exported");
    }
}
