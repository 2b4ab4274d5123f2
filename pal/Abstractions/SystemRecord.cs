namespace NfToken.Pal;

/// <summary>
/// Record ids below 0x100, which are the system's: PKCS #11 does not see them, C_InitToken leaves them alone, and only a wipe
/// of the store destroys them.
/// </summary>
public static class SystemRecord
{
    /// <summary>The NV seed: 64 bytes of entropy from manufacture, replaced at each start.</summary>
    public const uint Seed = 0x01;

    /// <summary>Salt, iteration count and hash of the user PIN.</summary>
    public const uint PinHash = 0x02;

    /// <summary>Failed log-ins since the last good one.</summary>
    public const uint RetryCounter = 0x03;

    /// <summary>The token's own label and state.</summary>
    public const uint Token = 0x04;

    /// <summary>Endpoint, thing name and network settings.</summary>
    public const uint Configuration = 0x05;

    /// <summary>Present once provisioning has been locked.</summary>
    public const uint Lock = 0x06;

    /// <summary>Present while a key pair is being stored.</summary>
    public const uint Pair = 0x07;

    /// <summary>The first id that is not the system's.</summary>
    public const uint FirstFree = 0x100;

    /// <summary>Length of the NV seed in bytes (mbedTLS's MBEDTLS_ENTROPY_BLOCK_SIZE with SHA-512).</summary>
    public const int SeedLength = 64;
}
