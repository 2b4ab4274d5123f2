namespace NfToken.Provisioning;

/// <summary>Hexadecimal digits.</summary>
public static class Hex
{
    /// <summary>Reads digits, two a byte.</summary>
    /// <param name="text">Holds them.</param>
    /// <param name="offset">The first.</param>
    /// <param name="bytes">Takes as many bytes as it has.</param>
    /// <returns>False where one is no digit.</returns>
    public static bool TryRead(byte[] text, int offset, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            int high = Value(text[offset + (2 * i)]);
            int low = Value(text[offset + (2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return false;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        return true;
    }

    /// <summary>Writes bytes as small digits. Not for secrets.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string ToText(byte[] bytes)
    {
        char[] digits = new char[2 * bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            digits[2 * i] = Digit(bytes[i] >> 4);
            digits[(2 * i) + 1] = Digit(bytes[i] & 15);
        }

        return new string(digits);
    }

    private static int Value(int c) =>
        c is >= '0' and <= '9' ? c - '0' : c is >= 'a' and <= 'f' ? c - 'a' + 10 : c is >= 'A' and <= 'F' ? c - 'A' + 10 : -1;

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
