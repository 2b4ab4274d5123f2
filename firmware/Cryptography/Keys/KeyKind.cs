namespace NfToken.Cryptography;

/// <summary>The kinds of key that the token knows.</summary>
public enum KeyKind
{
    /// <summary>Elliptic curve, NIST P-256.</summary>
    EcP256,

    /// <summary>RSA, 1024 to 4096 bits.</summary>
    Rsa,
}
