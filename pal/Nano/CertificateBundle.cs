using System;
using System.Text;

namespace NfToken.Pal.Nano;

/// <summary>
/// Several certificates in the one array that X509Certificate takes. mbedtls_x509_crt_parse reads a single certificate from DER,
/// but a chain only from PEM, which must end in a zero byte.
/// </summary>
internal static class CertificateBundle
{
    private const string Begin = "-----BEGIN CERTIFICATE-----\n";
    private const string End = "\n-----END CERTIFICATE-----\n";

    /// <summary>Joins certificates.</summary>
    /// <param name="certificates">At least one, each in DER.</param>
    /// <returns>The one certificate's own array, or PEM of all.</returns>
    public static byte[] Join(byte[][] certificates)
    {
        if (certificates.Length == 1)
        {
            return certificates[0];
        }

        StringBuilder text = new();
        for (int i = 0; i < certificates.Length; i++)
        {
            text.Append(Begin);
            text.Append(Convert.ToBase64String(certificates[i]));
            text.Append(End);
        }

        byte[] pem = Encoding.UTF8.GetBytes(text.ToString());
        byte[] terminated = new byte[pem.Length + 1];
        Array.Copy(pem, 0, terminated, 0, pem.Length);
        return terminated;
    }
}
