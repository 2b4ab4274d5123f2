namespace NfToken.Pal.Noise;

/// <summary>What stands behind <see cref="System.Random"/> in a target's firmware.</summary>
public enum SystemRandomKind
{
    /// <summary>C's rand() from the time since power-up, a generator that is no true one, or nobody knows: no noise.</summary>
    Weak = 0,

    /// <summary>The chip's generator of true noise.</summary>
    Hardware = 1,

    /// <summary>The chip's generator, which makes true noise only while the radio runs.</summary>
    HardwareWithRadio = 2,
}
