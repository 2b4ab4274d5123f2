using System;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>Templates of the provisioned objects.</summary>
internal static class ProvisioningTemplate
{
    /// <summary>The device's private key.</summary>
    /// <param name="key">The key; the template has its arrays, not copies.</param>
    /// <param name="publicKey">Its public half.</param>
    /// <param name="id">CKA_ID.</param>
    public static CkAttribute[] PrivateKey(PrivateKeyInfo key, PublicKeyInfo publicKey, byte[] id)
    {
        CkAttribute[] template = Start(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey, id, key.Kind == KeyKind.EcP256 ? 8 : 14);
        template[4] = new CkAttribute(CKA.CKA_SIGN, true);
        template[5] = KeyType(key.Kind);
        if (key.Kind == KeyKind.EcP256)
        {
            template[6] = EcParameters.P256();
            template[7] = new CkAttribute(CKA.CKA_VALUE, key.Ec.D);
            return template;
        }

        template[6] = new CkAttribute(CKA.CKA_MODULUS, publicKey.Modulus);
        template[7] = new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, publicKey.Exponent);
        template[8] = new CkAttribute(CKA.CKA_PRIVATE_EXPONENT, key.Rsa.D);
        template[9] = new CkAttribute(CKA.CKA_PRIME_1, key.Rsa.P);
        template[10] = new CkAttribute(CKA.CKA_PRIME_2, key.Rsa.Q);
        template[11] = new CkAttribute(CKA.CKA_EXPONENT_1, key.Rsa.DP);
        template[12] = new CkAttribute(CKA.CKA_EXPONENT_2, key.Rsa.DQ);
        template[13] = new CkAttribute(CKA.CKA_COEFFICIENT, key.Rsa.QInv);
        return template;
    }

    /// <summary>A public key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="label">CKA_LABEL.</param>
    /// <param name="id">CKA_ID.</param>
    public static CkAttribute[] PublicKey(PublicKeyInfo key, string label, byte[] id)
    {
        CkAttribute[] template = Start(CKO.CKO_PUBLIC_KEY, label, id, 8);
        template[4] = new CkAttribute(CKA.CKA_VERIFY, true);
        template[5] = KeyType(key.Kind);
        template[6] = key.Kind == KeyKind.EcP256 ? EcParameters.P256() : new CkAttribute(CKA.CKA_MODULUS, key.Modulus);
        template[7] = key.Kind == KeyKind.EcP256
            ? new CkAttribute(CKA.CKA_EC_POINT, key.Point)
            : new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, key.Exponent);
        return template;
    }

    /// <summary>A certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="label">CKA_LABEL.</param>
    /// <param name="id">CKA_ID, or null.</param>
    public static CkAttribute[] Certificate(CertificateInfo certificate, string label, byte[] id)
    {
        CkAttribute[] template = Start(CKO.CKO_CERTIFICATE, label, id ?? new byte[0], 6);
        template[4] = new CkAttribute(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509);
        template[5] = new CkAttribute(CKA.CKA_VALUE, certificate.Der);
        return template;
    }

    /// <summary>Fills the values of a private key's template with zeros.</summary>
    /// <param name="template">The template.</param>
    public static void Clear(CkAttribute[] template)
    {
        foreach (CkAttribute attribute in template)
        {
            if (attribute.Type is CKA.CKA_VALUE or (>= CKA.CKA_PRIVATE_EXPONENT and <= CKA.CKA_COEFFICIENT))
            {
                Array.Clear(attribute.Value, 0, attribute.Value.Length);
            }
        }
    }

    private static CkAttribute[] Start(uint objectClass, string label, byte[] id, int count)
    {
        CkAttribute[] template = new CkAttribute[count];
        template[0] = new CkAttribute(CKA.CKA_CLASS, objectClass);
        template[1] = new CkAttribute(CKA.CKA_TOKEN, true);
        template[2] = new CkAttribute(CKA.CKA_LABEL, label);
        template[3] = new CkAttribute(CKA.CKA_ID, id);
        return template;
    }

    private static CkAttribute KeyType(KeyKind kind) => new CkAttribute(CKA.CKA_KEY_TYPE, kind == KeyKind.EcP256 ? CKK.CKK_EC : CKK.CKK_RSA);
}
