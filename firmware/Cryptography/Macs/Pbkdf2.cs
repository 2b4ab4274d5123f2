using System;
using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2) for keys of one block: makes trying out passwords slow.</summary>
public static class Pbkdf2
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = Sha256.HashLength;

    /// <summary>Derives a key from a password.</summary>
    /// <param name="native">The board's HMAC; null where it has none.</param>
    /// <param name="password">The password; not kept.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="iterations">How often the HMAC is computed, 1 or more.</param>
    /// <returns>32 bytes, which the caller clears.</returns>
    public static byte[] Derive(INativeHmac native, byte[] password, byte[] salt, uint iterations)
    {
        // F's first message is the salt and the number of the block, which is 1.
        byte[] message = new byte[salt.Length + 4];
        Array.Copy(salt, 0, message, 0, salt.Length);
        message[salt.Length + 3] = 1;
        HmacSha256 own = native == null ? new HmacSha256(password) : null;
        byte[] block = new byte[KeyLength];
        byte[] last = Next(native, own, password, message);
        ulong a = BitConverter.ToUInt64(last, 0);
        ulong b = BitConverter.ToUInt64(last, 8);
        ulong c = BitConverter.ToUInt64(last, 16);
        ulong d = BitConverter.ToUInt64(last, 24);
        for (uint i = 1; i < iterations; i++)
        {
            if (own != null)
            {
                own.Update(last, 0, KeyLength);
                own.Finish(last, 0);
            }
            else
            {
                byte[] next = native.ComputeHmacSha256(password, last);
                Array.Clear(last, 0, KeyLength);
                last = next;
            }

            // Four words instead of 32 bytes: with the firmware's HMAC the sum would take most of the time.
            a ^= BitConverter.ToUInt64(last, 0);
            b ^= BitConverter.ToUInt64(last, 8);
            c ^= BitConverter.ToUInt64(last, 16);
            d ^= BitConverter.ToUInt64(last, 24);
        }

        Array.Clear(last, 0, KeyLength);
        if (own != null)
        {
            own.Clear();
        }

        Put(a, block, 0);
        Put(b, block, 8);
        Put(c, block, 16);
        Put(d, block, 24);
        return block;
    }

    private static byte[] Next(INativeHmac native, HmacSha256 own, byte[] password, byte[] message)
    {
        if (own == null)
        {
            return native.ComputeHmacSha256(password, message);
        }

        byte[] mac = new byte[KeyLength];
        own.Update(message, 0, message.Length);
        own.Finish(mac, 0);
        return mac;
    }

    private static void Put(ulong word, byte[] block, int offset)
    {
        for (int i = 0; i < 8; i++)
        {
            block[offset + i] = (byte)word;
            word >>= 8;
        }
    }
}
