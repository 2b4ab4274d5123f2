namespace NfToken.Cryptography;

/// <summary>Random bytes that may become keys. Safe under threads.</summary>
public interface IRandomGenerator
{
    /// <summary>Makes random bytes. The first call starts the generator: sources are tested and the NV seed is replaced before anything comes out.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="RandomException">There is no randomness to be had; nothing was written.</exception>
    void Generate(byte[] buffer, int offset, int count);

    /// <summary>Mixes something in: adds to what the generator knows, never replaces it, and is credited with no entropy.</summary>
    /// <param name="input">Anything; not kept.</param>
    /// <exception cref="RandomException">The generator cannot start, or the NV seed not be replaced.</exception>
    void AddSeed(byte[] input);

    /// <summary>Forgets its state. The next call starts anew.</summary>
    void Clear();
}
