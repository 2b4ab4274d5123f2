namespace NfToken.Tests.Host.Cryptography;

/// <summary>Ways to feed a message in pieces.</summary>
internal static class Cuts
{
    /// <summary>Pieces that make up a message; some are empty, most are short or end near a multiple of 16.</summary>
    public static IEnumerable<(int Offset, int Count)> Of(Random random, int length)
    {
        int kind = random.Next(4);
        for (int at = 0; at < length;)
        {
            int count = kind switch
            {
                0 => length,
                1 => random.Next(20),
                2 => (16 * random.Next(12)) + random.Next(3) - 1,
                _ => random.Next(length + 1),
            };
            count = Math.Clamp(count, 0, length - at);
            yield return (at, count);
            at += count;
        }
    }
}
