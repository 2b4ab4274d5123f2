using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary>
/// A new key and certificate in place of old ones. Both lie side by side until a connection was made with the new; only then the old go. Nothing is noted
/// anywhere: what lies in the token is the state, so power may fail at any point.
/// </summary>
public static class Rotation
{
    /// <summary>
    /// Destroys what an identity has replaced: older keys under its label with their public keys and certificates, older certificates of its own key, issuers that
    /// are not in its chain. A newer key that has no certificate yet stays. To be called when a connection was made with the identity and it is the first of
    /// <see cref="IdentityFinder.FindAll"/>.
    /// </summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="identity">The identity that stays.</param>
    /// <returns>How many objects were destroyed.</returns>
    /// <exception cref="CryptokiException">The token refused; the identity is whole.</exception>
    public static int Finish(TokenSession session, Identity identity)
    {
        int count = 0;
        foreach (uint key in session.FindObjects(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey))
        {
            if (key == identity.KeyHandle)
            {
                // Found the oldest first: those that follow are newer.
                break;
            }

            session.DestroyObject(key);
            count++;
        }

        foreach (uint certificate in session.FindObjects(CKO.CKO_CERTIFICATE, Labels.DeviceCertificate))
        {
            if (certificate != identity.CertificateHandle)
            {
                session.DestroyObject(certificate);
                count++;
            }
        }

        foreach (uint issuer in session.FindObjects(CKO.CKO_CERTIFICATE, Labels.IssuerCertificate))
        {
            if (!IsIn(identity.Chain, session.GetAttribute(issuer, CKA.CKA_VALUE)))
            {
                session.DestroyObject(issuer);
                count++;
            }
        }

        return count + DestroyLonePublicKeys(session);
    }

    /// <summary>
    /// <see cref="Finish"/>, unless another identity has become the first since the connection was begun: a board's console and its application work side by side. Whoever adds
    /// an identity or takes one away holds the lock on the token.
    /// </summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="identity">The identity with which a connection was made.</param>
    /// <returns>How many objects were destroyed.</returns>
    /// <exception cref="TlsException">There is no identity any more.</exception>
    /// <exception cref="CryptokiException">The token refused; the identity is whole.</exception>
    public static int FinishIfFirst(TokenSession session, Identity identity)
    {
        lock (session.Token)
        {
            Identity first = new IdentityFinder(session).Find();
            return first.KeyHandle == identity.KeyHandle && first.CertificateHandle == identity.CertificateHandle ? Finish(session, identity) : 0;
        }
    }

    /// <summary>Gives a rotation up: destroys keys that are newer than the oldest identity, certificates of these, and newer certificates of that identity's key.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="identity">The last of <see cref="IdentityFinder.FindAll"/>, which stays.</param>
    /// <returns>How many objects were destroyed.</returns>
    /// <exception cref="CryptokiException">The token refused; the identity is whole.</exception>
    public static int Abort(TokenSession session, Identity identity)
    {
        int count = 0;
        foreach (uint certificate in session.FindObjects(CKO.CKO_CERTIFICATE, Labels.DeviceCertificate))
        {
            if (certificate != identity.CertificateHandle)
            {
                session.DestroyObject(certificate);
                count++;
            }
        }

        foreach (uint key in session.FindObjects(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey))
        {
            if (key != identity.KeyHandle)
            {
                session.DestroyObject(key);
                count++;
            }
        }

        return count + DestroyLonePublicKeys(session);
    }

    // Private keys went before: where power failed in between, this finds what they left.
    internal static int DestroyLonePublicKeys(TokenSession session)
    {
        int count = 0;
        foreach (uint publicKey in session.FindObjects(CKO.CKO_PUBLIC_KEY, Labels.DevicePublicKey))
        {
            CkAttribute[] privateKey =
            [
                new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
                new CkAttribute(CKA.CKA_PUBLIC_KEY_INFO, session.GetAttribute(publicKey, CKA.CKA_PUBLIC_KEY_INFO)),
            ];
            if (session.FindObjects(privateKey).Length == 0)
            {
                session.DestroyObject(publicKey);
                count++;
            }
        }

        return count;
    }

    private static bool IsIn(byte[][] chain, byte[] der)
    {
        for (int i = 0; i < chain.Length; i++)
        {
            if (BigEndian.Equal(chain[i], der))
            {
                return true;
            }
        }

        return false;
    }
}
