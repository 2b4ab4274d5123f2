using System;
using nanoFramework.TestFramework;
using NfToken.Cryptoki;
using NfToken.Tls;

namespace NfToken.Tests.Tls;

/// <summary>Which key, certificates and roots a connection takes from the token.</summary>
[TestClass]
public class IdentityTests
{
    [TestMethod]
    public void FindsKeyCertificateAndRootByLabel()
    {
        Identity identity = Find(TestToken.Whole());
        Assert.AreEqual("CN=olddevice", identity.Certificate.Subject);
        Assert.AreEqual(1, identity.Chain.Length);
        Assert.AreEqual(TestCertificates.Old, Convert.ToBase64String(identity.Chain[0]));
        Assert.AreEqual(1, identity.Roots.Length);
        Assert.AreEqual(TestCertificates.Root, Convert.ToBase64String(identity.Roots[0]));
    }

    [TestMethod]
    public void EachMissingObjectIsNamed()
    {
        TestToken token = new();
        AssertMissing(token, Labels.DevicePrivateKey);
        token.AddKey(TestCertificates.Key, 1);
        AssertMissing(token, Labels.DeviceCertificate);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.Old, 1);
        AssertMissing(token, Labels.RootCertificate);
        token.AddCertificate(Labels.RootCertificate, TestCertificates.Root, 0);
        Assert.IsNull(token.FailureOf(new FakeTransport(), new FakeClock(2026)));
    }

    [TestMethod]
    public void CertificateOfAnotherKeyIsRefused()
    {
        TestToken token = new();
        token.AddKey(TestCertificates.OtherKey, 1);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.Old, 1);
        token.AddCertificate(Labels.RootCertificate, TestCertificates.Root, 0);
        FakeTransport transport = new();
        Assert.Contains("not for Device Priv TLS Key", token.FailureOf(transport, new FakeClock(2026)));
        Assert.IsNull(transport.Given);
    }

    [TestMethod]
    public void NewestCertificateOfTheKeyIsUsed()
    {
        TestToken token = new();
        token.AddKey(TestCertificates.Key, 1);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.New, 1);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.Old, 1);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.Other, 1);
        token.AddCertificate(Labels.RootCertificate, TestCertificates.Root, 0);
        Assert.AreEqual("CN=newdevice", Find(token).Certificate.Subject);
    }

    [TestMethod]
    public void MatchingIdCountsMoreThanTheDate()
    {
        TestToken token = new();
        token.AddKey(TestCertificates.Key, 1);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.Old, 1);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.New, 2);
        token.AddCertificate(Labels.RootCertificate, TestCertificates.Root, 0);
        Assert.AreEqual("CN=olddevice", Find(token).Certificate.Subject);
    }

    [TestMethod]
    public void OlderKeyWithACertificateIsUsedWhereTheNewerHasNone()
    {
        TestToken token = TestToken.Whole();
        token.AddKey(TestCertificates.OtherKey, 2);
        Assert.AreEqual("CN=olddevice", Find(token).Certificate.Subject);
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.Other, 2);
        Assert.AreEqual("CN=other", Find(token).Certificate.Subject);
    }

    [TestMethod]
    public void IssuerFollowsTheDeviceCertificateOnce()
    {
        TestToken token = TestToken.Whole();
        token.AddCertificate(Labels.IssuerCertificate, TestCertificates.Other, 0);
        token.AddCertificate(Labels.IssuerCertificate, TestCertificates.Root, 0);
        byte[][] chain = Find(token).Chain;
        Assert.AreEqual(2, chain.Length);
        Assert.AreEqual(TestCertificates.Root, Convert.ToBase64String(chain[1]));
    }

    [TestMethod]
    public void AllRootsAreHandedOver()
    {
        TestToken token = TestToken.Whole();
        token.AddCertificate(Labels.RootCertificate, TestCertificates.Other, 0);
        Assert.AreEqual(2, Find(token).Roots.Length);
    }

    [TestMethod]
    public void AnUnreadableCertificateDoesNotBlockAGoodOne()
    {
        TestToken token = TestToken.Whole();
        token.AddCertificate(Labels.DeviceCertificate, TestCertificates.New, 1);
        token.AddCertificate(Labels.RootCertificate, TestCertificates.Other, 0);
        Assert.AreEqual("CN=newdevice", Find(token).Certificate.Subject);
        token.Spoil(TestCertificates.New);
        token.Spoil(TestCertificates.Other);
        Identity identity = Find(token);
        Assert.AreEqual("CN=olddevice", identity.Certificate.Subject);
        Assert.AreEqual(1, identity.Roots.Length);
        Assert.AreEqual(TestCertificates.Root, Convert.ToBase64String(identity.Roots[0]));
    }

    [TestMethod]
    public void WhereNothingElseServesTheUnreadableIsNamed()
    {
        TestToken token = TestToken.Whole();
        token.Spoil(TestCertificates.Old);
        Assert.Contains("Device Cert is unreadable", token.FailureOf(new FakeTransport(), new FakeClock(2026)));
        token = TestToken.Whole();
        token.Spoil(TestCertificates.Root);
        Assert.Contains("Root Cert is unreadable", token.FailureOf(new FakeTransport(), new FakeClock(2026)));
    }

    private static Identity Find(TestToken token) => token.Connector(new FakeTransport(), new FakeClock(2026)).FindIdentity();

    private static void AssertMissing(TestToken token, string label) =>
        Assert.Contains("no object labelled " + label, token.FailureOf(new FakeTransport(), new FakeClock(2026)));
}
