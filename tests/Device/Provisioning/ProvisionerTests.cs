using NfToken.Cryptoki;
using NfToken.Provisioning;
using NfToken.Tests.Cryptoki;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Provisioning;

/// <summary>An identity through C_CreateObject, in place of an older one.</summary>
[TestClass]
public class ProvisionerTests
{
    [TestMethod]
    public void AnIdentityIsThereUnderAmazonsLabels()
    {
        MemoryStore store = new MemoryStore();
        ProvisionEc(Make.Session(store));
        TokenSession session = Make.Session(store);
        Assert.AreEqual(4, session.FindObjects([]).Length);
        uint key = session.FindObject(CKO.CKO_PRIVATE_KEY, "Device Priv TLS Key");
        uint publicKey = session.FindObject(CKO.CKO_PUBLIC_KEY, "Device Pub TLS Key");
        uint certificate = session.FindObject(CKO.CKO_CERTIFICATE, "Device Cert");
        uint root = session.FindObject(CKO.CKO_CERTIFICATE, "Root Cert");
        Assert.IsTrue(key != 0 && publicKey != 0 && certificate != 0 && root != 0);
        string id = Make.Hex(session.GetAttribute(key, CKA.CKA_ID));
        Assert.AreEqual(2 * KeyId.Length, id.Length);
        Assert.AreEqual(id, Make.Hex(session.GetAttribute(publicKey, CKA.CKA_ID)));
        Assert.AreEqual(id, Make.Hex(session.GetAttribute(certificate, CKA.CKA_ID)));
        Assert.AreEqual(TestData.Authority, System.Convert.ToBase64String(session.GetAttribute(root, CKA.CKA_VALUE)));
    }

    [TestMethod]
    public void ANewerIdentityTakesThePlaceOfTheOlder()
    {
        TokenSession session = Make.Session(new MemoryStore());
        ProvisionEc(session);
        uint old = session.FindObject(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey);
        byte[] key = Make.Der(TestData.RsaKey);
        byte[][] chain = [Make.Der(TestData.RsaCertificate), Make.Der(TestData.Authority)];
        Provisioner.Provision(session, key, chain, null);
        Assert.AreEqual(5, session.FindObjects([]).Length);
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, session.Token.C_GetObjectSize(session.Handle, old, out uint _));
        Assert.AreEqual(1, session.FindObjects(CKO.CKO_CERTIFICATE, Labels.IssuerCertificate).Length);
        Assert.AreEqual(1, session.FindObjects(CKO.CKO_CERTIFICATE, Labels.RootCertificate).Length);
        uint device = session.FindObject(CKO.CKO_CERTIFICATE, Labels.DeviceCertificate);
        Assert.AreEqual(TestData.RsaCertificate, System.Convert.ToBase64String(session.GetAttribute(device, CKA.CKA_VALUE)));

        // Another identity without issuers: those of the former go.
        ProvisionEc(session);
        Assert.AreEqual(4, session.FindObjects([]).Length);
    }

    [TestMethod]
    public void SeveralRootsShareALabel()
    {
        TokenSession session = Make.Session(new MemoryStore());
        byte[] root = Make.Der(TestData.Authority);
        Provisioner.Provision(session, null, null, [root, root]);
        Assert.AreEqual(2, session.FindObjects(CKO.CKO_CERTIFICATE, Labels.RootCertificate).Length);
        Provisioner.Provision(session, null, null, [root]);
        Assert.AreEqual(1, session.FindObjects(CKO.CKO_CERTIFICATE, Labels.RootCertificate).Length);
    }

    [TestMethod]
    public void ACertificateMayComeLater()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint key = session.CreateObject(Make.EcPrivateKey());
        Provisioner.Provision(session, null, [Make.Der(TestData.EcCertificate)], null);
        uint certificate = session.FindObject(CKO.CKO_CERTIFICATE, Labels.DeviceCertificate);
        Assert.AreEqual(
            Make.Hex(session.GetAttribute(certificate, CKA.CKA_ID)),
            Make.Hex(session.GetAttribute(key, CKA.CKA_ID)));
        Assert.AreEqual(key, session.FindObject(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey));
        AssertRefused(session, null, TestData.RsaCertificate, null, null, ProvisioningError.KeyMismatch);
    }

    [TestMethod]
    public void WhatIsUnfitIsRefusedBeforeAnythingIsStored()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        AssertRefused(session, TestData.EcKey, TestData.RsaCertificate, null, null, ProvisioningError.KeyMismatch);
        AssertRefused(session, TestData.RsaKey, TestData.EcCertificate, null, null, ProvisioningError.KeyMismatch);
        AssertRefused(session, TestData.EcKey, TestData.Authority, null, null, ProvisioningError.KeyMismatch);
        AssertRefused(session, TestData.EcCertificate, TestData.EcCertificate, null, null, ProvisioningError.PrivateKey);
        AssertRefused(session, TestData.EcKey, TestData.EcKey, null, null, ProvisioningError.Certificate);
        AssertRefused(session, TestData.EcKey, TestData.EcCertificate, TestData.RsaCertificate, null, ProvisioningError.Certificate);
        AssertRefused(session, TestData.EcKey, TestData.EcCertificate, null, TestData.EcKey, ProvisioningError.RootCertificate);
        Assert.AreEqual(0, store.GetObjectIds().Length);
    }

    [TestMethod]
    public void AFullStoreKeepsTheOldIdentity()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        ProvisionEc(session);
        int used = 65536 - store.FreeBytes;
        uint[] before = session.FindObjects([]);

        // From no room at all to nearly enough, so that it fails at each of the new objects.
        for (int room = 0; room < 900; room += 150)
        {
            store.Capacity = used + room;
            try
            {
                ProvisionEc(session);
                Assert.IsTrue(false, "room for a second identity?");
            }
            catch (CryptokiException full)
            {
                Assert.AreEqual(CKR.CKR_DEVICE_MEMORY, full.ReturnValue);
                Assert.AreEqual("create object: CKR_DEVICE_MEMORY, full", full.Message);
            }

            uint[] after = session.FindObjects([]);
            Assert.AreEqual(before.Length, after.Length);
            for (int i = 0; i < before.Length; i++)
            {
                Assert.AreEqual(before[i], after[i]);
            }
        }
    }

    private static void ProvisionEc(TokenSession session) =>
        Provisioner.Provision(session, Make.Der(TestData.EcKey), [Make.Der(TestData.EcCertificate)], [Make.Der(TestData.Authority)]);

    private static void AssertRefused(TokenSession session, string key, string certificate, string issuer, string root, ProvisioningError error)
    {
        byte[][] chain = issuer == null ? [Make.Der(certificate)] : [Make.Der(certificate), Make.Der(issuer)];
        byte[][] roots = root == null ? null : [Make.Der(root)];
        try
        {
            Provisioner.Provision(session, key == null ? null : Make.Der(key), chain, roots);
        }
        catch (ProvisioningException refused)
        {
            Assert.IsTrue(refused.Error == error, refused.Message);
            return;
        }

        Assert.IsTrue(false, "provisioned");
    }
}
