using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tls;

/// <summary>Finds the device's key, certificate chain and roots in the token by Amazon's labels.</summary>
internal sealed class IdentityFinder
{
    private readonly TokenSession _token;

    public IdentityFinder(TokenSession token)
    {
        _token = token;
    }

    /// <summary>Finds everything that a connection needs.</summary>
    /// <exception cref="TlsException">Something is missing, unreadable or does not fit; the message names it.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public Identity Find()
    {
        uint[] keys = FindAll(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey);
        uint[] certificates = FindAll(CKO.CKO_CERTIFICATE, Labels.DeviceCertificate);
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            CertificateInfo certificate = FindNewest(certificates, keys[i]);
            if (certificate != null)
            {
                return new Identity(keys[i], certificate, FindChain(certificate), FindRoots());
            }
        }

        throw Unfit("Device Cert is not for Device Priv TLS Key: import the pair again");
    }

    // A certificate fits a key by the public key in it. Where several do, CKA_ID decides, then the later date: a renewed certificate.
    private CertificateInfo FindNewest(uint[] handles, uint key)
    {
        PublicKeyInfo publicKey = PublicKeyInfo.Parse(_token.GetAttribute(key, CKA.CKA_PUBLIC_KEY_INFO));
        byte[] keyId = _token.GetAttribute(key, CKA.CKA_ID);
        CertificateInfo best = null;
        bool bestHasId = false;
        for (int i = 0; i < handles.Length; i++)
        {
            CertificateInfo certificate = Parse(handles[i], Labels.DeviceCertificate);
            if (!Fits(certificate, publicKey))
            {
                continue;
            }

            bool hasId = BigEndian.Equal(_token.GetAttribute(handles[i], CKA.CKA_ID), keyId);
            if (best == null || (hasId && !bestHasId) || (hasId == bestHasId && certificate.NotBefore >= best.NotBefore))
            {
                best = certificate;
                bestHasId = hasId;
            }
        }

        return best;
    }

    private static bool Fits(CertificateInfo certificate, PublicKeyInfo publicKey)
    {
        try
        {
            return certificate.GetPublicKey().SameAs(publicKey);
        }
        catch (EncodingException)
        {
            // A key of a kind that this token cannot hold.
            return false;
        }
    }

    private byte[][] FindChain(CertificateInfo certificate)
    {
        uint[] handles = _token.FindObjects(CKO.CKO_CERTIFICATE, Labels.IssuerCertificate);
        byte[][] chain = new byte[handles.Length + 1][];
        chain[0] = certificate.Der;
        int count = 1;
        CertificateInfo last = certificate;
        while (last != null && count < chain.Length && !last.IsSelfIssued)
        {
            last = FindIssuer(handles, last);
            if (last != null)
            {
                chain[count++] = last.Der;
            }
        }

        byte[][] whole = new byte[count][];
        Array.Copy(chain, 0, whole, 0, count);
        return whole;
    }

    private CertificateInfo FindIssuer(uint[] handles, CertificateInfo certificate)
    {
        for (int i = 0; i < handles.Length; i++)
        {
            CertificateInfo issuer = Parse(handles[i], Labels.IssuerCertificate);
            if (BigEndian.Equal(issuer.SubjectDer, certificate.IssuerDer))
            {
                return issuer;
            }
        }

        return null;
    }

    private byte[][] FindRoots()
    {
        uint[] handles = FindAll(CKO.CKO_CERTIFICATE, Labels.RootCertificate);
        byte[][] roots = new byte[handles.Length][];
        for (int i = 0; i < handles.Length; i++)
        {
            roots[i] = Parse(handles[i], Labels.RootCertificate).Der;
        }

        return roots;
    }

    private CertificateInfo Parse(uint handle, string label)
    {
        try
        {
            return CertificateInfo.Parse(_token.GetAttribute(handle, CKA.CKA_VALUE));
        }
        catch (EncodingException e)
        {
            throw Unfit(label + " is unreadable: import it again (" + e.Message + ")");
        }
    }

    private uint[] FindAll(uint objectClass, string label)
    {
        uint[] handles = _token.FindObjects(objectClass, label);
        if (handles.Length == 0)
        {
            int damaged = _token.Token.GetDamagedObjects().Length;
            throw Unfit("no object labelled " + label + ": import one"
                + (damaged == 0 ? "" : " (" + damaged.ToString() + " damaged in the store)"));
        }

        return handles;
    }

    private static TlsException Unfit(string message) => new(TlsError.Identity, message);
}
