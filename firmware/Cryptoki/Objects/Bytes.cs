namespace NfToken.Cryptoki;

/// <summary>Comparison of byte strings that are no secrets.</summary>
public static class Bytes
{
    /// <summary>Whether two byte strings are equal.</summary>
    /// <param name="a">One, not null.</param>
    /// <param name="b">The other, not null.</param>
    public static bool AreEqual(byte[] a, byte[] b) => a.Length == b.Length && AreEqual(a, 0, b, a.Length);

    /// <summary>Whether part of one array is equal to the start of another.</summary>
    /// <param name="a">Holds the part.</param>
    /// <param name="start">First byte of the part.</param>
    /// <param name="b">The other array.</param>
    /// <param name="count">Bytes to compare.</param>
    public static bool AreEqual(byte[] a, int start, byte[] b, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (a[start + i] != b[i])
            {
                return false;
            }
        }

        return true;
    }
}
