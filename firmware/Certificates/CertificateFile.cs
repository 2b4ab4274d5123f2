using System;
using System.Collections;
using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>The content of a file of certificates: PEM with one or more, or DER with one.</summary>
public static class CertificateFile
{
    /// <summary>Reads all certificates. Other blocks of the PEM, such as a key, are passed over and cleared.</summary>
    /// <param name="content">The bytes; DER is kept, not copied.</param>
    /// <returns>At least one, in the file's order.</returns>
    /// <exception cref="EncodingException">There is none, or one is malformed.</exception>
    public static CertificateInfo[] Read(byte[] content)
    {
        if (!Pem.IsPem(content))
        {
            return [CertificateInfo.Parse(content)];
        }

        ArrayList found = new ArrayList();
        for (PemBlock block = Pem.FindNext(content, 0); block != null; block = Pem.FindNext(content, block.End))
        {
            if (block.Label == Pem.Certificate)
            {
                found.Add(CertificateInfo.Parse(block.Der));
            }
            else
            {
                Array.Clear(block.Der, 0, block.Der.Length);
            }
        }

        if (found.Count == 0)
        {
            throw new EncodingException("there is no certificate in it", -1);
        }

        CertificateInfo[] all = new CertificateInfo[found.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (CertificateInfo)found[i];
        }

        return all;
    }
}
