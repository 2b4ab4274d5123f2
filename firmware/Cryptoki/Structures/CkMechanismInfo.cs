namespace NfToken.Cryptoki;

/// <summary>What a mechanism can do (CK_MECHANISM_INFO).</summary>
public sealed class CkMechanismInfo
{
    internal CkMechanismInfo(uint minKeySize, uint maxKeySize, uint flags)
    {
        MinKeySize = minKeySize;
        MaxKeySize = maxKeySize;
        Flags = flags;
    }

    /// <summary>Smallest key: bits, for AES bytes; 0 where there is no key.</summary>
    public uint MinKeySize { get; }

    /// <summary>Largest key, in the same unit.</summary>
    public uint MaxKeySize { get; }

    /// <summary>CKF_*.</summary>
    public uint Flags { get; }
}
