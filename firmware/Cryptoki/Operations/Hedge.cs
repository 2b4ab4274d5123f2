using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Randomness that makes signing safer and without which it is still safe: nonces and blinds follow from key and message then.</summary>
internal static class Hedge
{
    /// <summary>Fresh randomness.</summary>
    /// <param name="random">The token's generator, or null.</param>
    /// <returns>32 bytes; null where there is none to be had.</returns>
    public static byte[] Take(IRandomGenerator random)
    {
        if (random == null)
        {
            return null;
        }

        byte[] entropy = new byte[32];
        try
        {
            random.Generate(entropy, 0, entropy.Length);
            return entropy;
        }
        catch (RandomException)
        {
            return null;
        }
    }
}
