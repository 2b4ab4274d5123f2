using System;

namespace NfToken.Cryptography;

/// <summary>
/// Nonces for ECDSA (RFC 6979, 3.2): an HMAC_DRBG over private key and hash, so that a nonce repeats only with the whole message;
/// hedged with fresh randomness where the caller has some (3.6), so that a fault cannot make one message give two signatures with related nonces.
/// </summary>
internal sealed class NonceGenerator
{
    private readonly HmacSha256 _hmac = new HmacSha256();
    private readonly byte[] _key = new byte[Sha256.HashLength];
    private readonly byte[] _value = new byte[Sha256.HashLength];
    private readonly byte[] _separator = new byte[1];

    /// <summary>Steps a to g.</summary>
    /// <param name="d">The private key, 32 bytes.</param>
    /// <param name="hash">The hash reduced modulo n, 32 bytes.</param>
    /// <param name="entropy">Fresh randomness, or null.</param>
    public NonceGenerator(byte[] d, byte[] hash, byte[] entropy)
    {
        for (int i = 0; i < _value.Length; i++)
        {
            _value[i] = 1;
        }

        Update(0, d, hash, entropy);
        Update(1, d, hash, entropy);
    }

    /// <summary>Step h: the next 32 bytes that are a number from 1 to n - 1.</summary>
    public void Next(byte[] nonce)
    {
        while (true)
        {
            _hmac.SetKey(_key);
            _hmac.Update(_value, 0, _value.Length);
            _hmac.Finish(_value, 0);
            Array.Copy(_value, 0, nonce, 0, nonce.Length);

            // For what may come after this one, wanted or not.
            Update(0, null, null, null);
            if (P256.IsValidScalar(nonce))
            {
                return;
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _hmac.Clear();
        Array.Clear(_key, 0, _key.Length);
        Array.Clear(_value, 0, _value.Length);
    }

    private void Update(byte separator, byte[] d, byte[] hash, byte[] entropy)
    {
        _separator[0] = separator;
        _hmac.SetKey(_key);
        _hmac.Update(_value, 0, _value.Length);
        _hmac.Update(_separator, 0, 1);
        if (d != null)
        {
            _hmac.Update(d, 0, d.Length);
            _hmac.Update(hash, 0, hash.Length);
        }

        if (entropy != null)
        {
            _hmac.Update(entropy, 0, entropy.Length);
        }

        _hmac.Finish(_key, 0);
        _hmac.SetKey(_key);
        _hmac.Update(_value, 0, _value.Length);
        _hmac.Finish(_value, 0);
    }
}
