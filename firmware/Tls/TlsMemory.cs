using NfToken.Pal;

namespace NfToken.Tls;

/// <summary>What a handshake takes of native RAM, looked at before it is tried: afterwards mbedTLS only says that an allocation failed.</summary>
internal static class TlsMemory
{
    // MBEDTLS_SSL_IN_BUFFER_LEN of mbedtls/ssl_misc.h with records of 16384 bytes, as ESP-IDF and nanoFramework leave it.
    private const int LargestPiece = 16384 + 512;

    // That, the buffer for sending (4096 and more), two certificate chains, the key and one elliptic-curve operation: an estimate, on the low side.
    private const int Total = 36 * 1024;

    /// <summary>Refuses to try without enough.</summary>
    /// <param name="memory">The board's RAM; null, or -1 in it: not known, and not looked at.</param>
    /// <exception cref="TlsException"><see cref="TlsError.OutOfMemory"/>, with both numbers.</exception>
    public static void Check(IMemory memory)
    {
        if (memory == null)
        {
            return;
        }

        Require(memory.NativeFreeBytes, Total, " bytes free, needs ");
        Require(memory.NativeLargestBlock, LargestPiece, " bytes in one piece, needs ");
    }

    private static void Require(long available, int needed, string what)
    {
        if (available >= 0 && available < needed)
        {
            throw new TlsException(TlsError.OutOfMemory, available.ToString() + what + needed.ToString());
        }
    }
}
