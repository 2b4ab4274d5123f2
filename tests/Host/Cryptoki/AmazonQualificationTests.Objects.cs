using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <content>The objects that Amazon's code provisions: made, found, read, destroyed.</content>
public sealed partial class AmazonQualificationTests
{
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
}
