namespace NfToken.Cryptography;

/// <summary>What is known of a noise source.</summary>
public enum NoiseVerdict
{
    /// <summary>Not tested yet.</summary>
    Untested = 0,

    /// <summary>It passed its tests so far.</summary>
    Healthy = 1,

    /// <summary>It failed a test, or said itself that it failed; it is not read any more until the board starts again.</summary>
    Failed = 2,

    /// <summary>It is credited with nothing, so there is nothing to test.</summary>
    NotCredited = 3,
}
