using System;

namespace NfToken.Tests.Mqtt;

/// <summary>Packets as hexadecimal digits, so that a failed assertion shows them.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    public static string From(byte[] bytes, int offset, int count)
    {
        char[] text = new char[2 * count];
        for (int i = 0; i < count; i++)
        {
            text[2 * i] = Digits[bytes[offset + i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[offset + i] & 15];
        }

        return new string(text);
    }

    /// <summary>Bytes of digits; blanks between bytes are allowed.</summary>
    public static byte[] ToBytes(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        int count = 0;
        for (int i = 0; i < text.Length; i += 2)
        {
            if (text[i] == ' ')
            {
                i++;
            }

            bytes[count++] = (byte)((Digits.IndexOf(text[i]) << 4) | Digits.IndexOf(text[i + 1]));
        }

        byte[] result = new byte[count];
        Array.Copy(bytes, 0, result, 0, count);
        return result;
    }
}
