namespace NfToken.Cryptography;

/// <summary>What a generator has to draw on.</summary>
public sealed class RandomStatus
{
    internal RandomStatus(NoiseStatus[] sources, bool hasSeed, bool canGenerate)
    {
        Sources = sources;
        HasSeed = hasSeed;
        CanGenerate = canGenerate;
    }

    /// <summary>The sources, in the order in which they were given.</summary>
    public NoiseStatus[] Sources { get; }

    /// <summary>Whether an NV seed is in the store.</summary>
    public bool HasSeed { get; }

    /// <summary>Whether there is entropy enough: an NV seed, or a credited source in health.</summary>
    public bool CanGenerate { get; }
}
