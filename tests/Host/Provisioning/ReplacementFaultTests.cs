using NfToken.Cryptoki;
using NfToken.Provisioning;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>Power lost at every change that provisioning makes to the store.</summary>
public sealed class ReplacementFaultTests
{
    [Fact]
    public void AnIdentityIsWholeAfterAFaultAtAnyChange()
    {
        int faults = 0;
        for (bool done = false; !done; faults++)
        {
            var content = new MemoryStore();
            Provision(content, TestData.EcKey, TestData.EcCertificate);
            var store = new FaultyStore(content, faults);
            using TokenSession session = Make.Session(store);
            try
            {
                Provisioner.Provision(
                    session, Make.Der(TestData.RsaKey), [Make.Der(TestData.RsaCertificate)], [Make.Der(TestData.Authority)]);
            }
            catch (CryptokiException failed)
            {
                Assert.Equal(CKR.CKR_DEVICE_ERROR, failed.ReturnValue);
                Assert.Equal("power lost", failed.StoreError.Message);
            }

            done = !store.Failed;
            using TokenSession after = Make.Session(content);
            string expected = Newest(after);
            Assert.True(faults == 0 ? expected == TestData.EcCertificate : !done || expected == TestData.RsaCertificate);
            Provision(content, TestData.EcKey, TestData.EcCertificate);
            Assert.Equal(4, content.GetObjectIds().Length);
        }

        Assert.Equal(9, faults);
    }

    private static void Provision(MemoryStore store, string key, string certificate)
    {
        using TokenSession session = Make.Session(store);
        Provisioner.Provision(session, Make.Der(key), [Make.Der(certificate)], [Make.Der(TestData.Authority)]);
    }

    // The newest certificate that has its private key: what a connection uses. There must be one, and a root.
    private static string Newest(TokenSession session)
    {
        Assert.NotEmpty(session.FindObjects(CKO.CKO_CERTIFICATE, Labels.RootCertificate));
        foreach (uint certificate in session.FindObjects(CKO.CKO_CERTIFICATE, Labels.DeviceCertificate).Reverse())
        {
            CkAttribute[] key =
            [
                new(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
                new(CKA.CKA_LABEL, Labels.DevicePrivateKey),
                new(CKA.CKA_PUBLIC_KEY_INFO, session.GetAttribute(certificate, CKA.CKA_PUBLIC_KEY_INFO)),
            ];
            if (session.FindObjects(key).Length > 0)
            {
                return Convert.ToBase64String(session.GetAttribute(certificate, CKA.CKA_VALUE));
            }
        }

        Assert.Fail("no certificate has its key");
        return "";
    }
}
