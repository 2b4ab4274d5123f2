using NfToken.Cryptography;

namespace NfToken.Provisioning;

/// <summary>What kind of key it is, in a word.</summary>
internal static class KeyKindName
{
    public static string Of(PublicKeyInfo key) => key.Kind == KeyKind.EcP256 ? "P-256" : "RSA-" + (8 * key.Modulus.Length).ToString();
}
