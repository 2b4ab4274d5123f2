using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;

namespace NfToken.Tests.Footprint;

/// <summary>The objects of a provisioned board, with Amazon's labels.</summary>
internal static class SixObjects
{
    internal const int Count = 6;

    internal const string KeyLabel = "Device Priv TLS Key";

    internal static void CreateIn(TokenSession session)
    {
        EcPrivateKey key = PrivateKeyInfo.FromDer(Convert.FromBase64String(TestData.EcKey)).Ec;
        session.CreateObject(
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC), new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, KeyLabel), new CkAttribute(CKA.CKA_EC_PARAMS, Curve()), new CkAttribute(CKA.CKA_VALUE, key.D),
        ]);
        CreatePublicKey(session, "Device Pub TLS Key", key.Point);
        CreatePublicKey(session, "Code Verify Key", key.Point);
        CreateCertificate(session, "Device Cert", TestData.EcCertificate);
        CreateCertificate(session, "Root Cert", TestData.Authority);
        CreateCertificate(session, "JITP Cert", TestData.Authority);
    }

    private static void CreatePublicKey(TokenSession session, string label, byte[] point) => session.CreateObject(
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC), new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_LABEL, label), new CkAttribute(CKA.CKA_EC_PARAMS, Curve()), new CkAttribute(CKA.CKA_EC_POINT, point),
    ]);

    private static void CreateCertificate(TokenSession session, string label, string base64) => session.CreateObject(
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE), new CkAttribute(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509), new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_LABEL, label), new CkAttribute(CKA.CKA_VALUE, Convert.FromBase64String(base64)),
    ]);

    /// <summary>P-256 by its object identifier, in DER.</summary>
    private static byte[] Curve() => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
}
