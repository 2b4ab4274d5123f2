namespace NfToken.Cryptoki;

/// <summary>The specification's single constants, and the limits of this token.</summary>
public static class CK
{
    /// <summary>A length or count that cannot be told (CK_UNAVAILABLE_INFORMATION), in the 32 bits that a CK_ULONG has here.</summary>
    public const uint CK_UNAVAILABLE_INFORMATION = 0xFFFFFFFF;

    /// <summary>No limit but memory.</summary>
    public const uint CK_EFFECTIVELY_INFINITE = 0;

    /// <summary>Never the handle of a session or object.</summary>
    public const uint CK_INVALID_HANDLE = 0;

    /// <summary>MGF1 with SHA-256 (CK_RSA_PKCS_MGF_TYPE).</summary>
    public const uint CKG_MGF1_SHA256 = 2;

    /// <summary>The shared secret is the key (CK_EC_KDF_TYPE).</summary>
    public const uint CKD_NULL = 1;

    /// <summary>The one slot; Amazon's library has the same number.</summary>
    public const uint SlotId = 1;

    /// <summary>Sessions that can be open at the same time.</summary>
    public const int MaxSessions = 255;

    /// <summary>Shortest PIN in bytes.</summary>
    public const int MinPinLength = 4;

    /// <summary>Longest PIN in bytes: one block of SHA-256.</summary>
    public const int MaxPinLength = 64;
}
