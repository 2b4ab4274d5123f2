using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using NfToken.Pal;

namespace NfToken.Tool;

/// <summary>An NV seed as the user gives it.</summary>
internal static class SeedInput
{
    // 64 random bytes have 57 different values on average, and fewer than 32 in less than one case of 2^69.
    private const int LeastDifferent = 32;

    /// <summary>Reads a seed that was written in hexadecimal.</summary>
    /// <param name="text">The digits; spaces do not count.</param>
    /// <returns>The seed, which the caller clears.</returns>
    /// <exception cref="ToolException">It is no seed; the message does not show it.</exception>
    public static byte[] FromHex(string text)
    {
        try
        {
            return Checked("--hex", Convert.FromHexString(text.Replace(" ", string.Empty, StringComparison.Ordinal)));
        }
        catch (FormatException)
        {
            throw new ToolException($"--hex: is not hexadecimal; give {2 * SystemRecord.SeedLength} digits");
        }
    }

    /// <summary>Reads a seed from a file or pipe.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The seed, which the caller clears.</returns>
    /// <exception cref="ToolException">It is no seed.</exception>
    public static byte[] FromFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ToolException($"{path}: is a directory; name a file of {SystemRecord.SeedLength} random bytes");
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        byte[] buffer = new byte[SystemRecord.SeedLength + 1];
        int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        byte[] seed = buffer[..length];
        CryptographicOperations.ZeroMemory(buffer);
        return Checked(path, seed);
    }

    private static byte[] Checked(string what, byte[] seed)
    {
        int different = seed.Distinct().Count();
        string? complaint = seed.Length < SystemRecord.SeedLength ? $"has {seed.Length} bytes; a seed has {SystemRecord.SeedLength}"
            : seed.Length > SystemRecord.SeedLength ? $"has more than {SystemRecord.SeedLength} bytes; a seed has just these"
            : different < LeastDifferent ? $"has only {different} different bytes, which randomness has not; take a seed from a true generator, or leave --hex and --file out"
            : null;
        if (complaint != null)
        {
            CryptographicOperations.ZeroMemory(seed);
            throw new ToolException($"{what}: {complaint}");
        }

        return seed;
    }
}
