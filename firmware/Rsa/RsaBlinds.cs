using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>
/// Numbers that blind a private operation, from SHA-256 over the private exponent, the message and fresh randomness: nobody without the key
/// knows them, and with randomness they never come again.
/// </summary>
internal static class RsaBlinds
{
    /// <summary>Makes the seed of the stream in <see cref="RsaWorkspace.Seed"/>.</summary>
    /// <param name="workspace">Holds the message; its scratch is used.</param>
    /// <param name="key">The key.</param>
    /// <param name="entropy">Fresh randomness, or null.</param>
    public static void Start(RsaWorkspace workspace, RsaPrivateKey key, byte[] entropy)
    {
        int length = key.PublicKey.Modulus.Length;
        Sha256 sha = workspace.Sha;

        // Padded: how many leading zeros a number has is nobody's business.
        BigEndian.PadTo(key.D, workspace.Scratch, length);
        sha.Update(workspace.Scratch, 0, length);
        sha.Update(workspace.Message, 0, length);
        if (entropy != null)
        {
            sha.Update(entropy, 0, entropy.Length);
        }

        sha.Finish(workspace.Seed, 0);
    }

    /// <summary>Writes a number of one bit less than the modulus to <see cref="RsaWorkspace.Scratch"/>.</summary>
    /// <param name="workspace">Holds the seed.</param>
    /// <param name="modulus">Big-endian without leading zeros.</param>
    public static void Next(RsaWorkspace workspace, byte[] modulus)
    {
        Sha256 sha = workspace.Sha;
        byte[] block = workspace.Block;
        byte[] counter = workspace.Counter;
        byte[] number = workspace.Scratch;
        int length = modulus.Length;
        for (int done = 0; done < length; done += Sha256.HashLength)
        {
            // Every input has the same length, and no number of the counter comes again: two primes take 16 each at the most.
            counter[0]++;
            sha.Update(workspace.Seed, 0, Sha256.HashLength);
            sha.Update(counter, 0, 1);
            sha.Finish(block, 0);
            int rest = length - done;
            Array.Copy(block, 0, number, done, rest < Sha256.HashLength ? rest : Sha256.HashLength);
        }

        number[0] = (byte)(number[0] & ((1 << ((BigEndian.BitLength(modulus) - 1) % 8)) - 1));
    }
}
