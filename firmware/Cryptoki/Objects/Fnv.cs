namespace NfToken.Cryptoki;

/// <summary>FNV-1a, 32 bits (draft-eastlake-fnv): short and good enough to tell labels apart; what it finds is compared byte by byte.</summary>
internal static class Fnv
{
    /// <summary>Hash of some bytes.</summary>
    /// <param name="bytes">Holds them.</param>
    /// <param name="start">The first.</param>
    /// <param name="count">How many; with 0, <paramref name="bytes"/> is not read.</param>
    public static uint Hash(byte[] bytes, int start, int count)
    {
        uint hash = 2166136261;
        for (int i = start; i < start + count; i++)
        {
            hash = (hash ^ bytes[i]) * 16777619;
        }

        return hash;
    }
}
