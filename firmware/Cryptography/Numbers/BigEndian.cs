using System;

namespace NfToken.Cryptography;

/// <summary>Numbers as big-endian bytes.</summary>
public static class BigEndian
{
    /// <summary>A number without its leading zeros; 0 has no bytes.</summary>
    public static byte[] Trim(byte[] number)
    {
        int zeros = 0;
        while (zeros < number.Length && number[zeros] == 0)
        {
            zeros++;
        }

        if (zeros == 0)
        {
            return number;
        }

        byte[] trimmed = new byte[number.Length - zeros];
        Array.Copy(number, zeros, trimmed, 0, trimmed.Length);
        return trimmed;
    }

    /// <summary>A number in a fixed length. The number must fit.</summary>
    public static byte[] Pad(byte[] number, int length)
    {
        byte[] padded = new byte[length];
        PadTo(number, padded, length);
        return padded;
    }

    /// <summary>Writes a number in a fixed length, the first bytes of an array. The number must fit.</summary>
    public static void PadTo(byte[] number, byte[] padded, int length)
    {
        Array.Clear(padded, 0, length);
        Array.Copy(number, 0, padded, length - number.Length, number.Length);
    }

    /// <summary>Bits of a number that has no leading zero bytes; a fault that makes one must not make this endless.</summary>
    public static int BitLength(byte[] number)
    {
        int bits = 8 * number.Length;
        int least = bits - 8;
        if (bits > 0)
        {
            for (int top = number[0]; top < 0x80 && bits > least; top <<= 1)
            {
                bits--;
            }
        }

        return bits;
    }

    /// <summary>Whether two arrays hold the same; time depends on the lengths only.</summary>
    public static bool Equal(byte[] a, byte[] b) => a.Length == b.Length && Equal(a, b, a.Length);

    /// <summary>Whether two arrays begin with the same; time depends on the length only.</summary>
    public static bool Equal(byte[] a, byte[] b, int length) => Equal(a, 0, b, length);

    /// <summary>Whether a part of one array is what another begins with; time depends on the length only.</summary>
    public static bool Equal(byte[] a, int start, byte[] b, int length)
    {
        uint difference = 0;
        for (int i = 0; i < length; i++)
        {
            difference |= (uint)a[start + i] ^ b[i];
        }

        return difference == 0;
    }

    /// <summary>Whether a &lt; b, for arrays of one length; time depends on the length only.</summary>
    public static bool Less(byte[] a, byte[] b)
    {
        uint borrow = 0;
        for (int i = a.Length - 1; i >= 0; i--)
        {
            borrow = ((uint)a[i] - b[i] - borrow) >> 31;
        }

        return borrow != 0;
    }

    /// <summary>Whether all bytes are zero; time depends on the length only.</summary>
    public static bool IsZero(byte[] a)
    {
        uint bits = 0;
        for (int i = 0; i < a.Length; i++)
        {
            bits |= a[i];
        }

        return bits == 0;
    }

    /// <summary>The product, a.Length + b.Length bytes; time depends on the lengths only.</summary>
    public static byte[] Multiply(byte[] a, byte[] b)
    {
        byte[] product = new byte[a.Length + b.Length];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            uint carry = 0;
            uint factor = a[i];
            for (int j = b.Length - 1; j >= 0; j--)
            {
                carry += (factor * b[j]) + product[i + j + 1];
                product[i + j + 1] = (byte)carry;
                carry >>= 8;
            }

            product[i] = (byte)carry;
        }

        return product;
    }
}
