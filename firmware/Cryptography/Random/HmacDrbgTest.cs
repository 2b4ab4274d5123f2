using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>The known answer that a generator must find before it is used (SP 800-90A, 11.3), with the board's HMAC where that is used.</summary>
internal static class HmacDrbgTest
{
    // What the second request answers to the inputs below: it depends on all that came before. Computed with Python's hmac module.
    private static readonly byte[] s_answer =
    [
        0xA7, 0x51, 0x51, 0x0F, 0x3C, 0xCC, 0xB9, 0xC6, 0xCE, 0xF1, 0xE5, 0x9F, 0xBC, 0xCE, 0x09, 0x43,
        0x40, 0x91, 0x02, 0x3C, 0x14, 0x63, 0x08, 0x37, 0x72, 0x19, 0xA3, 0x62, 0xC3, 0x49, 0x66, 0xE1,
    ];

    /// <summary>Instantiates, generates, reseeds and generates with additional input; all inputs are the numbers from 0 to 47.</summary>
    /// <param name="hmac">The board's HMAC; null where it has none.</param>
    /// <returns>Whether the answer is right.</returns>
    public static bool Passes(INativeHmac hmac)
    {
        byte[] input = new byte[48];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = (byte)i;
        }

        byte[] answer = new byte[s_answer.Length];
        HmacDrbg drbg = new HmacDrbg(hmac);
        drbg.Instantiate(input, null, null);
        drbg.Generate(answer, 0, answer.Length, null);
        drbg.Reseed(input, null);
        drbg.Generate(answer, 0, answer.Length, input);
        drbg.Clear();
        return BigEndian.Equal(answer, s_answer);
    }
}
