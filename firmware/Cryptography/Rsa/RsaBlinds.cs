using System;

namespace NfToken.Cryptography;

/// <summary>
/// Numbers that blind a private operation, from HMAC-SHA-256 over the private exponent, the message and fresh randomness: nobody without the key
/// knows them, and with randomness they never come again.
/// </summary>
internal sealed class RsaBlinds
{
    private readonly HmacSha256 _hmac = new HmacSha256();
    private readonly byte[] _block = new byte[Sha256.HashLength];
    private readonly byte[] _counter = new byte[1];

    /// <summary>Prepares the stream.</summary>
    /// <param name="secret">The private exponent.</param>
    /// <param name="message">What is signed.</param>
    /// <param name="entropy">Fresh randomness, or null.</param>
    public RsaBlinds(byte[] secret, byte[] message, byte[] entropy)
    {
        _hmac.SetKey(secret);
        _hmac.Update(message, 0, message.Length);
        if (entropy != null)
        {
            _hmac.Update(entropy, 0, entropy.Length);
        }

        _hmac.Finish(_block, 0);
        _hmac.SetKey(_block);
    }

    /// <summary>A number of one bit less than the modulus.</summary>
    /// <param name="modulus">Big-endian without leading zeros.</param>
    public byte[] Next(byte[] modulus)
    {
        byte[] number = new byte[modulus.Length];
        for (int done = 0; done < number.Length; done += _block.Length)
        {
            _counter[0]++;
            _hmac.Update(_counter, 0, 1);
            _hmac.Finish(_block, 0);
            int rest = number.Length - done;
            Array.Copy(_block, 0, number, done, rest < _block.Length ? rest : _block.Length);
        }

        number[0] = (byte)(number[0] & (((1 << ((BigEndian.BitLength(modulus) - 1) % 8)) - 1)));
        return number;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _hmac.Clear();
        Array.Clear(_block, 0, _block.Length);
    }
}
