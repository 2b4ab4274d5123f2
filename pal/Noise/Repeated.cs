namespace NfToken.Pal.Noise;

/// <summary>Fills a buffer of any length with an input of another, so that none of the input is lost.</summary>
internal static class Repeated
{
    /// <summary>Fills a buffer.</summary>
    /// <param name="buffer">Takes the input over and over; where it is shorter, the exclusive or of the input's parts.</param>
    /// <param name="input">The input.</param>
    /// <returns>Whether there was any input.</returns>
    public static bool Fill(byte[] buffer, byte[] input)
    {
        if (input.Length == 0)
        {
            return false;
        }

        int longer = input.Length > buffer.Length ? input.Length : buffer.Length;
        for (int i = 0; i < longer; i++)
        {
            byte part = input[i % input.Length];
            if (i < buffer.Length)
            {
                buffer[i] = part;
            }
            else if (buffer.Length > 0)
            {
                buffer[i % buffer.Length] ^= part;
            }
        }

        return true;
    }
}
