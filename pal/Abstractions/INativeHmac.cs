namespace NfToken.Pal;

/// <summary>
/// HMAC-SHA-256 (FIPS 198-1) computed by the board's firmware, about a hundred times as fast as interpreted code does it. A board without it
/// has no such object: whoever takes one takes null too.
/// </summary>
public interface INativeHmac
{
    /// <summary>Authenticates a message that is there as a whole; the firmware takes neither parts of arrays nor messages in pieces.</summary>
    /// <param name="key">The key, of any length; not kept.</param>
    /// <param name="message">The message; may be empty.</param>
    /// <returns>32 bytes in a new array, which the caller clears where they are secret.</returns>
    byte[] ComputeHmacSha256(byte[] key, byte[] message);
}
