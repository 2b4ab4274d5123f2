namespace NfToken.Cryptography;

/// <summary>
/// Nonces for ECDSA (RFC 6979, 3.2): an HMAC_DRBG over private key and hash, so that a nonce repeats only with the whole message;
/// hedged with fresh randomness where the caller has some (3.6), so that a fault cannot make one message give two signatures with related nonces.
/// Blinds are further outputs of HMAC under the key that made the nonce, of inputs that the DRBG itself never has.
/// </summary>
internal static class NonceGenerator
{
    // Where things stand in the workspace's bytes; K is there only until HMAC has taken it.
    private const int Value = P256Workspace.Value;
    private const int Hash = P256Workspace.Hash;
    private const int Key = P256Workspace.Spare;
    private const int Separator = P256Workspace.Spare + Sha256.HashLength;

    /// <summary>Steps a to g and the first candidate of h: the nonce stands at <see cref="P256Workspace.Value"/>.</summary>
    /// <param name="w">Holds the hash, reduced modulo n, at <see cref="P256Workspace.Hash"/>.</param>
    /// <param name="d">The private key, 32 bytes.</param>
    /// <param name="entropy">Fresh randomness, or null.</param>
    public static void Start(P256Workspace w, byte[] d, byte[] entropy)
    {
        for (int i = 0; i < Sha256.HashLength; i++)
        {
            w.Bytes[Value + i] = 1;
        }

        w.Hmac.SetZeroKey();
        Update(w, 0, d, entropy);
        Update(w, 1, d, entropy);
        Step(w);
    }

    /// <summary>The next candidate, where one turned out to be of no use.</summary>
    public static void Next(P256Workspace w)
    {
        Update(w, 0, null, null);
        Step(w);
    }

    /// <summary>Writes a number of 256 bits for blinding.</summary>
    /// <param name="w">Where the nonce stands.</param>
    /// <param name="number">Which one, from 2: 0 and 1 are what the DRBG itself puts behind V.</param>
    /// <param name="to">Place in the workspace's bytes.</param>
    public static void Blind(P256Workspace w, byte number, int to)
    {
        w.Bytes[Separator] = number;
        w.Hmac.Update(w.Bytes, Value, Sha256.HashLength);
        w.Hmac.Update(w.Bytes, Separator, 1);
        w.Hmac.Finish(w.Bytes, to);
    }

    /// <summary>V = HMAC(K, V).</summary>
    private static void Step(P256Workspace w)
    {
        w.Hmac.Update(w.Bytes, Value, Sha256.HashLength);
        w.Hmac.Finish(w.Bytes, Value);
    }

    private static void Update(P256Workspace w, byte separator, byte[] d, byte[] entropy)
    {
        w.Bytes[Separator] = separator;
        w.Hmac.Update(w.Bytes, Value, Sha256.HashLength);
        w.Hmac.Update(w.Bytes, Separator, 1);
        if (d != null)
        {
            w.Hmac.Update(d, 0, d.Length);
            w.Hmac.Update(w.Bytes, Hash, Sha256.HashLength);
        }

        if (entropy != null)
        {
            w.Hmac.Update(entropy, 0, entropy.Length);
        }

        w.Hmac.Finish(w.Bytes, Key);
        w.Hmac.SetKey(w.Bytes, Key, Sha256.HashLength);
        Step(w);
    }
}
