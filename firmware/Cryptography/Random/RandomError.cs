namespace NfToken.Cryptography;

/// <summary>Why there is no randomness.</summary>
public enum RandomError
{
    /// <summary>No source that may be trusted: no generator in hardware that passes its tests, and no NV seed. A seed can be injected at provisioning.</summary>
    NoSource = 1,

    /// <summary>The NV seed could not be read or replaced: the store failed.</summary>
    Store = 2,

    /// <summary>The generator failed its own test.</summary>
    SelfTest = 3,
}
