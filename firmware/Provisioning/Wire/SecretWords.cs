namespace NfToken.Provisioning;

/// <summary>Which part of a line is a secret and is not sent back as it is typed.</summary>
internal static class SecretWords
{
    /// <summary>Whether the last byte of the beginning of a line belongs to a secret: what follows <c>login</c>, <c>seed</c>, <c>init</c> and <c>config wifi-password</c>.</summary>
    /// <param name="line">Holds the line.</param>
    /// <param name="length">Bytes so far.</param>
    public static bool IsAt(byte[] line, int length)
    {
        int start = 0;
        while (start < length && line[start] == ' ')
        {
            start++;
        }

        if (start < length && line[start] == '@')
        {
            while (start < length && line[start] != ' ')
            {
                start++;
            }

            while (start < length && line[start] == ' ')
            {
                start++;
            }
        }

        return Follows(line, start, length, "login ") || Follows(line, start, length, "seed ") || Follows(line, start, length, "init ")
            || Follows(line, start, length, "config wifi-password ");
    }

    private static bool Follows(byte[] line, int start, int length, string words)
    {
        if (length <= start + words.Length)
        {
            return false;
        }

        for (int i = 0; i < words.Length; i++)
        {
            if (line[start + i] != words[i])
            {
                return false;
            }
        }

        return true;
    }
}
