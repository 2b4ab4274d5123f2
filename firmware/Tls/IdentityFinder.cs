using System;
using System.Collections;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tls;

/// <summary>Finds the device's key, certificate chain and roots in the token by Amazon's labels.</summary>
/// <remarks>
/// While keys are exchanged for new ones, two identities lie side by side. The first of <see cref="FindAll"/> is the one to use, the others are
/// those to fall back on.
/// </remarks>
public sealed class IdentityFinder
{
    private readonly TokenSession _token;
    private uint[] _certificates;
    private CertificateInfo[] _parsed;
    private string _complaint;

    /// <summary>Looks into a token.</summary>
    /// <param name="token">A session.</param>
    public IdentityFinder(TokenSession token)
    {
        _token = token;
    }

    /// <summary>Finds everything that a connection needs.</summary>
    /// <exception cref="TlsException">Something is missing, unreadable or does not fit; the message names it.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public Identity Find() => FindAll()[0];

    /// <summary>
    /// All pairs of a private key and its certificate: those of the newest key first; of one key, those whose CKA_ID is the key's first, then the
    /// later dates. A certificate that cannot be read counts for nothing while there is another.
    /// </summary>
    /// <returns>At least one.</returns>
    /// <exception cref="TlsException">Something is missing, unreadable or does not fit; the message names it.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public Identity[] FindAll()
    {
        uint[] keys = FindLabelled(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey);
        _certificates = FindLabelled(CKO.CKO_CERTIFICATE, Labels.DeviceCertificate);
        _parsed = new CertificateInfo[_certificates.Length];
        for (int i = 0; i < _parsed.Length; i++)
        {
            _parsed[i] = TryParse(_certificates[i], Labels.DeviceCertificate);
        }

        byte[][] roots = null;
        ArrayList found = new ArrayList();
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            for (int place = FindBest(keys[i]); place >= 0; place = FindBest(keys[i]))
            {
                roots ??= FindRoots();
                CertificateInfo certificate = _parsed[place];
                _parsed[place] = null;
                found.Add(new Identity(keys[i], _certificates[place], certificate, FindChain(certificate), roots));
            }
        }

        if (found.Count == 0)
        {
            throw Unfit(_complaint ?? "Device Cert is not for Device Priv TLS Key: import the pair again");
        }

        Identity[] all = new Identity[found.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (Identity)found[i];
        }

        return all;
    }

    // A certificate fits a key by the public key in it. Where several do, CKA_ID decides, then the later date: a renewed certificate.
    private int FindBest(uint key)
    {
        PublicKeyInfo publicKey = TryParseKey(key);
        if (publicKey == null)
        {
            return -1;
        }

        byte[] keyId = _token.GetAttribute(key, CKA.CKA_ID);
        int best = -1;
        bool bestHasId = false;
        for (int i = 0; i < _parsed.Length; i++)
        {
            CertificateInfo certificate = _parsed[i];
            if (certificate == null || !Fits(certificate, publicKey))
            {
                continue;
            }

            bool hasId = BigEndian.Equal(_token.GetAttribute(_certificates[i], CKA.CKA_ID), keyId);
            if (best < 0 || (hasId && !bestHasId) || (hasId == bestHasId && certificate.NotBefore >= _parsed[best].NotBefore))
            {
                best = i;
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
            CertificateInfo issuer = TryParse(handles[i], Labels.IssuerCertificate);
            if (issuer != null && BigEndian.Equal(issuer.SubjectDer, certificate.IssuerDer))
            {
                return issuer;
            }
        }

        return null;
    }

    private byte[][] FindRoots()
    {
        uint[] handles = FindLabelled(CKO.CKO_CERTIFICATE, Labels.RootCertificate);
        byte[][] roots = new byte[handles.Length][];
        int count = 0;
        for (int i = 0; i < handles.Length; i++)
        {
            CertificateInfo root = TryParse(handles[i], Labels.RootCertificate);
            if (root != null)
            {
                roots[count++] = root.Der;
            }
        }

        if (count == 0)
        {
            throw Unfit(_complaint);
        }

        byte[][] readable = new byte[count][];
        Array.Copy(roots, 0, readable, 0, count);
        return readable;
    }

    private PublicKeyInfo TryParseKey(uint handle)
    {
        try
        {
            return PublicKeyInfo.Parse(_token.GetAttribute(handle, CKA.CKA_PUBLIC_KEY_INFO));
        }
        catch (EncodingException e)
        {
            _complaint = Labels.DevicePrivateKey + " is unreadable: import it again (" + e.Message + ")";
            return null;
        }
    }

    // What is unreadable must not stand in the way of what is not. It is named where nothing else serves.
    private CertificateInfo TryParse(uint handle, string label)
    {
        try
        {
            return CertificateInfo.Parse(_token.GetAttribute(handle, CKA.CKA_VALUE));
        }
        catch (EncodingException e)
        {
            _complaint = label + " is unreadable: import it again (" + e.Message + ")";
            return null;
        }
    }

    private uint[] FindLabelled(uint objectClass, string label)
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
