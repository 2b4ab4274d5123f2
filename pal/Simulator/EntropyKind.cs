namespace NfToken.Pal.Simulator;

/// <summary>What generator of noise a simulated board has.</summary>
public enum EntropyKind
{
    /// <summary>One in health.</summary>
    Trng,

    /// <summary>One that gives the same byte for ever.</summary>
    Stuck,

    /// <summary>One that gives the same 256 bytes again and again.</summary>
    Repeating,

    /// <summary>One of whose bits seven in eight are ones.</summary>
    Biased,

    /// <summary>One that fails without a word and leaves the buffer as it was, as an STM32's driver does.</summary>
    Silent,

    /// <summary>None: the board's randomness comes from its NV seed only.</summary>
    None,
}
