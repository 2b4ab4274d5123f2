using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>
/// Gives the board its identity: key pair, certificate and roots under Amazon's labels, through C_CreateObject. Everything is checked
/// before anything is stored.
/// </summary>
/// <remarks>
/// <see cref="Provision"/> puts one identity in place of another: the new objects are all there before the first old one goes. The others put something beside what
/// there is, do nothing where the token has the very same already, and so may be repeated after an interruption; <see cref="Rotation"/> then takes the old
/// away once the new is proven. Where power is lost in between, old and new objects stand side by side, and a reader takes the newest key that
/// has its certificate. Of a new identity the device's certificate comes last: with it the rest is there.
/// </remarks>
public static class Provisioner
{
    /// <summary>Provisions an identity, in place of an older one.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="privateKey">PKCS #8, ECPrivateKey or RSAPrivateKey in DER, which the caller clears; null where the certificate is for a
    /// key that the token has already.</param>
    /// <param name="chain">X.509 in DER: the device's certificate, then its issuer and so on; null to leave key and certificates alone.</param>
    /// <param name="roots">X.509 in DER: the authorities that may have issued the server's certificate; null to leave them alone.</param>
    /// <exception cref="ProvisioningException">Something does not fit; nothing was changed.</exception>
    /// <exception cref="CryptokiException">The token refused. What was there before is there still.</exception>
    public static void Provision(TokenSession session, byte[] privateKey, byte[][] chain, byte[][] roots)
    {
        CertificateInfo[] certificates = ParseAll(chain, ProvisioningError.Certificate, "certificate ");
        CertificateInfo[] authorities = ParseAll(roots, ProvisioningError.RootCertificate, "root certificate ");
        CheckChain(certificates);
        PrivateKeyInfo key = null;
        try
        {
            key = ParseKey(privateKey);
            PublicKeyInfo publicKey = certificates.Length == 0 ? null : CheckMatch(session, key, certificates[0]);
            Store(session, key, publicKey ?? (key == null ? null : key.GetPublicKey()), certificates, authorities);
        }
        finally
        {
            if (key != null)
            {
                key.Clear();
            }
        }
    }

    /// <summary>Adds a private key and its public key beside those that there are.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="key">The key, which the caller clears.</param>
    /// <returns>Handle of the private key; that of the same key where the token has it already.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static uint AddKey(TokenSession session, PrivateKeyInfo key)
    {
        PublicKeyInfo publicKey = key.GetPublicKey();
        byte[] id = KeyId.Of(publicKey);
        uint handle = FindKey(session, publicKey);
        if (handle == CK.CK_INVALID_HANDLE)
        {
            CkAttribute[] template = ProvisioningTemplate.PrivateKey(key, publicKey, id);
            try
            {
                handle = session.CreateObject(template);
            }
            finally
            {
                ProvisioningTemplate.Clear(template);
            }
        }

        AddPublicKey(session, publicKey, Labels.DevicePublicKey, id);
        return handle;
    }

    /// <summary>Adds the certificate of one of the token's private keys, with its issuers, beside those that there are.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="chain">The device's certificate, then its issuer and so on.</param>
    /// <returns>Handle of the private key.</returns>
    /// <exception cref="ProvisioningException">Something does not fit; nothing was changed.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static uint AddChain(TokenSession session, CertificateInfo[] chain)
    {
        CheckChain(chain);
        PublicKeyInfo publicKey = CheckMatch(session, null, chain[0]);
        uint key = FindKey(session, publicKey);
        byte[] id = KeyId.Of(publicKey);
        AddPublicKey(session, publicKey, Labels.DevicePublicKey, id);
        for (int i = chain.Length - 1; i > 0; i--)
        {
            AddCertificate(session, chain[i], Labels.IssuerCertificate, null);
        }

        Name(session, key, id);
        AddCertificate(session, chain[0], Labels.DeviceCertificate, id);
        return key;
    }

    /// <summary>Adds issuers of the device's certificate, which are sent with it.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="issuers">Their certificates.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static void AddIssuers(TokenSession session, CertificateInfo[] issuers)
    {
        foreach (CertificateInfo issuer in issuers)
        {
            AddCertificate(session, issuer, Labels.IssuerCertificate, null);
        }
    }

    /// <summary>Sets the authorities that may have issued the server's certificate, in place of those that there are.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="roots">Their certificates.</param>
    /// <exception cref="CryptokiException">The token refused. What was there before is there still.</exception>
    public static void SetRoots(TokenSession session, CertificateInfo[] roots)
    {
        uint[] present = session.FindObjects(CKO.CKO_CERTIFICATE, Labels.RootCertificate);
        bool same = present.Length == roots.Length;
        for (int i = 0; i < roots.Length && same; i++)
        {
            same = FindCertificate(session, roots[i], Labels.RootCertificate) != CK.CK_INVALID_HANDLE;
        }

        if (!same)
        {
            Store(session, null, null, new CertificateInfo[0], roots);
        }
    }

    /// <summary>Sets the public key that signs firmware updates, in place of an older one.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="CryptokiException">The token refused. What was there before is there still.</exception>
    public static void SetCodeVerifyKey(TokenSession session, PublicKeyInfo key)
    {
        uint handle = AddPublicKey(session, key, Labels.CodeVerifyKey, KeyId.Of(key));
        foreach (uint old in session.FindObjects(CKO.CKO_PUBLIC_KEY, Labels.CodeVerifyKey))
        {
            if (old != handle)
            {
                session.DestroyObject(old);
            }
        }
    }

    /// <summary>The private key on the token that belongs to a public one. An id alone is anybody's claim.</summary>
    /// <param name="session">A session.</param>
    /// <param name="publicKey">The public key.</param>
    /// <returns>Its handle, or CK_INVALID_HANDLE where there is none.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public static uint FindKey(TokenSession session, PublicKeyInfo publicKey) => Last(session.FindObjects(
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
        new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, publicKey.ToDer()),
    ]));

    private static CertificateInfo[] ParseAll(byte[][] ders, ProvisioningError error, string name)
    {
        CertificateInfo[] parsed = new CertificateInfo[ders == null ? 0 : ders.Length];
        for (int i = 0; i < parsed.Length; i++)
        {
            try
            {
                parsed[i] = CertificateInfo.Parse(ders[i]);
            }
            catch (EncodingException wrong)
            {
                throw new ProvisioningException(error, name + (i + 1).ToString() + ": " + wrong.Message);
            }
        }

        return parsed;
    }

    private static void CheckChain(CertificateInfo[] certificates)
    {
        for (int i = 1; i < certificates.Length; i++)
        {
            if (!BigEndian.Equal(certificates[i - 1].IssuerDer, certificates[i].SubjectDer))
            {
                throw new ProvisioningException(
                    ProvisioningError.Certificate,
                    "certificate " + (i + 1).ToString() + " (" + certificates[i].Subject + ") is not the issuer of the one before it");
            }
        }
    }

    private static PrivateKeyInfo ParseKey(byte[] der)
    {
        try
        {
            return der == null ? null : PrivateKeyInfo.FromDer(der);
        }
        catch (EncodingException wrong)
        {
            throw new ProvisioningException(ProvisioningError.PrivateKey, "private key: " + wrong.Message);
        }
    }

    private static PublicKeyInfo CheckMatch(TokenSession session, PrivateKeyInfo key, CertificateInfo certificate)
    {
        PublicKeyInfo publicKey;
        try
        {
            publicKey = certificate.GetPublicKey();
        }
        catch (EncodingException wrong)
        {
            throw new ProvisioningException(ProvisioningError.Certificate, "certificate 1: " + wrong.Message);
        }

        if (key != null ? !key.Matches(publicKey) : FindKey(session, publicKey) == CK.CK_INVALID_HANDLE)
        {
            throw new ProvisioningException(
                ProvisioningError.KeyMismatch,
                "certificate (" + certificate.Subject + ") does not belong to the private key");
        }

        return publicKey;
    }

    private static void Store(TokenSession session, PrivateKeyInfo key, PublicKeyInfo publicKey, CertificateInfo[] chain, CertificateInfo[] roots)
    {
        ObjectReplacement replacement = new ObjectReplacement(session);
        bool isWhole = false;
        try
        {
            byte[] id = publicKey == null ? null : KeyId.Of(publicKey);
            if (key != null)
            {
                replacement.Add(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey, ProvisioningTemplate.PrivateKey(key, publicKey, id));
                replacement.Add(CKO.CKO_PUBLIC_KEY, Labels.DevicePublicKey, ProvisioningTemplate.PublicKey(publicKey, Labels.DevicePublicKey, id));
            }
            else if (publicKey != null)
            {
                Name(session, FindKey(session, publicKey), id);
            }

            foreach (CertificateInfo root in roots)
            {
                replacement.Add(CKO.CKO_CERTIFICATE, Labels.RootCertificate, ProvisioningTemplate.Certificate(root, Labels.RootCertificate, null));
            }

            for (int i = chain.Length - 1; i >= 0; i--)
            {
                string label = i == 0 ? Labels.DeviceCertificate : Labels.IssuerCertificate;
                replacement.Add(CKO.CKO_CERTIFICATE, label, ProvisioningTemplate.Certificate(chain[i], label, i == 0 ? id : null));
            }

            // The issuers of an older certificate are of no use to the new one.
            if (chain.Length == 1)
            {
                replacement.Retire(CKO.CKO_CERTIFICATE, Labels.IssuerCertificate);
            }

            isWhole = true;
        }
        finally
        {
            if (!isWhole)
            {
                replacement.Undo();
            }
        }

        replacement.Finish();
    }

    // A key that was found by its value is from now on found by label too.
    private static void Name(TokenSession session, uint key, byte[] id) => session.SetAttributes(
        key, [new CkAttribute(CKA.CKA_ID, id), new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey)]);

    private static uint AddPublicKey(TokenSession session, PublicKeyInfo key, string label, byte[] id)
    {
        uint found = Last(session.FindObjects(
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, label),
            new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, key.ToDer()),
        ]));
        return found != CK.CK_INVALID_HANDLE ? found : session.CreateObject(ProvisioningTemplate.PublicKey(key, label, id));
    }

    private static void AddCertificate(TokenSession session, CertificateInfo certificate, string label, byte[] id)
    {
        if (FindCertificate(session, certificate, label) == CK.CK_INVALID_HANDLE)
        {
            session.CreateObject(ProvisioningTemplate.Certificate(certificate, label, id));
        }
    }

    private static uint FindCertificate(TokenSession session, CertificateInfo certificate, string label) => Last(session.FindObjects(
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE),
        new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_LABEL, label),
        new CkAttribute(CKA.CKA_VALUE, certificate.Der),
    ]));

    private static uint Last(uint[] handles) => handles.Length == 0 ? CK.CK_INVALID_HANDLE : handles[handles.Length - 1];
}
