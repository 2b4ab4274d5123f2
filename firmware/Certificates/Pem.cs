using System;
using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>
/// PEM, the textual encoding of DER (RFC 7468, the lax rules for white space). Works on bytes, not strings, so that the text of
/// a key can be cleared; Base64 is computed without look-ups, so that times and addresses tell nothing of a key.
/// </summary>
public static class Pem
{
    /// <summary>Label of an X.509 certificate.</summary>
    public const string Certificate = "CERTIFICATE";

    /// <summary>Label of a certification request, PKCS #10.</summary>
    public const string CertificateRequest = "CERTIFICATE REQUEST";

    /// <summary>Label of a SubjectPublicKeyInfo.</summary>
    public const string PublicKey = "PUBLIC KEY";

    /// <summary>Label of a private key in PKCS #8.</summary>
    public const string PrivateKey = "PRIVATE KEY";

    /// <summary>Label of an encrypted private key in PKCS #8.</summary>
    public const string EncryptedPrivateKey = "ENCRYPTED PRIVATE KEY";

    /// <summary>Label of a private key as SEC 1 has it.</summary>
    public const string EcPrivateKey = "EC PRIVATE KEY";

    /// <summary>Label of a private key as PKCS #1 has it.</summary>
    public const string RsaPrivateKey = "RSA PRIVATE KEY";

    private const string Begin = "-----BEGIN ";
    private const string Finish = "-----END ";
    private const string Dashes = "-----";
    private const int MaximumLabel = 64;
    private const int LineLength = 64;

    /// <summary>Finds the next block, whatever its label. Text before it is passed over.</summary>
    /// <param name="text">The text in ASCII or UTF-8.</param>
    /// <param name="offset">Where to start: 0, then <see cref="PemBlock.End"/> of the block before.</param>
    /// <returns>The block, or null where none begins.</returns>
    /// <exception cref="EncodingException">The block is cut off, its Base64 is bad, or it is encrypted.</exception>
    public static PemBlock FindNext(byte[] text, int offset) => Next(text, offset, null);

    /// <summary>Finds the first block with a certain label.</summary>
    /// <param name="text">The text in ASCII or UTF-8.</param>
    /// <param name="label">One of the constants.</param>
    /// <returns>The decoded bytes, or null where there is no such block.</returns>
    /// <exception cref="EncodingException">The block is cut off, its Base64 is bad, or it is encrypted.</exception>
    public static byte[] Find(byte[] text, string label)
    {
        PemBlock block = Next(text, 0, label);
        return block == null ? null : block.Der;
    }

    /// <summary>Whether a text has any BEGIN line: otherwise it may be plain DER.</summary>
    /// <param name="text">The bytes.</param>
    public static bool IsPem(byte[] text) => IndexOf(text, Begin, 0) >= 0;

    /// <summary>Writes a block, in lines of 64 columns that end with a line feed.</summary>
    /// <param name="label">One of the constants.</param>
    /// <param name="der">The bytes.</param>
    /// <returns>The text in ASCII, in a new array that the caller clears where it is a key.</returns>
    public static byte[] EncodeToBytes(string label, byte[] der)
    {
        int digits = (der.Length + 2) / 3 * 4;
        int lines = (digits + LineLength - 1) / LineLength;
        byte[] text = new byte[Begin.Length + Finish.Length + (2 * (label.Length + Dashes.Length + 1)) + digits + lines];
        int position = Put(text, 0, Begin + label + Dashes + "\n");
        int column = 0;
        for (int i = 0; i < der.Length; i += 3)
        {
            int left = der.Length - i;
            uint bits = (uint)der[i] << 16 | (left > 1 ? (uint)der[i + 1] << 8 : 0) | (left > 2 ? der[i + 2] : 0u);
            text[position] = Character(bits >> 18);
            text[position + 1] = Character((bits >> 12) & 63);
            text[position + 2] = left > 1 ? Character((bits >> 6) & 63) : (byte)'=';
            text[position + 3] = left > 2 ? Character(bits & 63) : (byte)'=';
            position += 4;
            column += 4;
            if (column == LineLength || left <= 3)
            {
                text[position++] = (byte)'\n';
                column = 0;
            }
        }

        Put(text, position, Finish + label + Dashes + "\n");
        return text;
    }

    /// <summary>Writes a block, in lines of 64 columns that end with a line feed. Not for keys: strings cannot be cleared.</summary>
    /// <param name="label">One of the constants.</param>
    /// <param name="der">The bytes.</param>
    public static string Encode(string label, byte[] der)
    {
        byte[] text = EncodeToBytes(label, der);
        char[] characters = new char[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            characters[i] = (char)text[i];
        }

        return new string(characters);
    }

    private static PemBlock Next(byte[] text, int offset, string wanted)
    {
        while (true)
        {
            int start = IndexOf(text, Begin, offset);
            if (start < 0)
            {
                return null;
            }

            int from = start + Begin.Length;
            int to = IndexOf(text, Dashes, from);
            if (to < 0 || to - from > MaximumLabel)
            {
                throw new EncodingException("PEM: bad BEGIN line", start);
            }

            string label = Text(text, from, to - from);
            int body = to + Dashes.Length;
            string endLine = Finish + label + Dashes;
            int end = IndexOf(text, endLine, body);
            int other = IndexOf(text, Begin, body);
            if (end < 0 || (other >= 0 && other < end))
            {
                throw new EncodingException("PEM: '" + label + "' has no END line: text cut off?", start);
            }

            if (wanted == null || label == wanted)
            {
                return new PemBlock(label, Decode(text, body, end), start, end + endLine.Length);
            }

            offset = end + endLine.Length;
        }
    }

    private static byte[] Decode(byte[] text, int start, int end)
    {
        if (IndexOf(text, "Proc-Type:", start, end) >= 0)
        {
            throw new EncodingException("PEM: key is encrypted, decrypt it first (openssl pkey)", start);
        }

        int digits = 0;
        int padding = 0;
        for (int i = start; i < end; i++)
        {
            byte character = text[i];
            if (IsSpace(character))
            {
                continue;
            }

            if (character == '=')
            {
                padding++;
            }
            else if (padding > 0 || Value(character) > 63)
            {
                throw new EncodingException("PEM: bad Base64", i);
            }

            digits++;
        }

        if (digits == 0 || digits % 4 != 0 || padding > 2)
        {
            throw new EncodingException("PEM: bad Base64 length", end);
        }

        byte[] der = new byte[(digits / 4 * 3) - padding];
        int position = 0;
        int have = 0;
        uint bits = 0;
        for (int i = start; i < end; i++)
        {
            byte character = text[i];
            if (IsSpace(character))
            {
                continue;
            }

            bits = (bits << 6) | (character == '=' ? 0 : Value(character));
            if (++have == 4)
            {
                for (int shift = 16; shift >= 0 && position < der.Length; shift -= 8)
                {
                    der[position++] = (byte)(bits >> shift);
                }

                // What padding cuts off must be zero, or one key would have several texts (RFC 4648, 3.5).
                if (position == der.Length && padding > 0 && (bits & ((1u << (8 * padding)) - 1)) != 0)
                {
                    Array.Clear(der, 0, der.Length);
                    throw new EncodingException("PEM: bad Base64", i);
                }

                have = 0;
                bits = 0;
            }
        }

        return der;
    }

    /// <summary>The value of a Base64 digit, or a number above 63; no branch and no look-up.</summary>
    private static uint Value(byte character)
    {
        uint c = character;
        uint value = InRange(c, 'A', 'Z') & (c - 'A');
        value |= InRange(c, 'a', 'z') & (c - 'a' + 26);
        value |= InRange(c, '0', '9') & (c - '0' + 52);
        value |= InRange(c, '+', '+') & 62;
        value |= InRange(c, '/', '/') & 63;
        uint known = InRange(c, 'A', 'Z') | InRange(c, 'a', 'z') | InRange(c, '0', '9') | InRange(c, '+', '+') | InRange(c, '/', '/');
        return value | (~known & 64);
    }

    /// <summary>The Base64 digit of a value below 64; no branch and no look-up.</summary>
    private static byte Character(uint value)
    {
        uint c = InRange(value, 0, 25) & (value + 'A');
        c |= InRange(value, 26, 51) & (value + 'a' - 26);
        c |= InRange(value, 52, 61) & (value + '0' - 52);
        c |= InRange(value, 62, 62) & '+';
        c |= InRange(value, 63, 63) & '/';
        return (byte)c;
    }

    /// <summary>All ones where first ≤ value ≤ last.</summary>
    private static uint InRange(uint value, uint first, uint last) => ~(0u - (((value - first) | (last - value)) >> 31));

    private static bool IsSpace(byte character) => character is 0x20 or (>= 0x09 and <= 0x0D);

    private static int IndexOf(byte[] text, string part, int offset) => IndexOf(text, part, offset, text.Length);

    private static int IndexOf(byte[] text, string part, int offset, int end)
    {
        byte first = (byte)part[0];
        int last = end - part.Length;
        for (int i = offset; i <= last; i++)
        {
            if (text[i] == first && Matches(text, i, part))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Matches(byte[] text, int offset, string part)
    {
        for (int i = 1; i < part.Length; i++)
        {
            if (text[offset + i] != part[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(byte[] text, int offset, int count)
    {
        char[] characters = new char[count];
        for (int i = 0; i < count; i++)
        {
            byte character = text[offset + i];
            if (character is < 0x20 or > 0x7E)
            {
                throw new EncodingException("PEM: bad BEGIN line", offset + i);
            }

            characters[i] = (char)character;
        }

        return new string(characters);
    }

    private static int Put(byte[] text, int offset, string part)
    {
        for (int i = 0; i < part.Length; i++)
        {
            text[offset + i] = (byte)part[i];
        }

        return offset + part.Length;
    }
}
