using System;

namespace NfToken.Pal;

/// <summary>AES (FIPS 197) computed by the board's firmware. A board without it has no such object: whoever takes one takes null too.</summary>
public interface INativeAes
{
    /// <summary>Whether keys of a length can be used; the firmware of nanoFramework 1.17 has AES-128 only.</summary>
    /// <param name="length">In bytes: 16, 24 and 32 are those that AES has.</param>
    bool HasKeyLength(int length);

    /// <summary>
    /// Encrypts whole blocks in CBC mode (SP 800-38A, 6.2) without padding. One block with an IV of zeros is the bare cipher; many at once
    /// cost one call and one key schedule.
    /// </summary>
    /// <param name="key">The key, of a length that <see cref="HasKeyLength"/> allows; not kept.</param>
    /// <param name="iv">16 bytes; not changed.</param>
    /// <param name="data">One block of 16 bytes or more.</param>
    /// <returns>As many bytes in a new array, which the caller clears where they are secret.</returns>
    /// <exception cref="ArgumentException">One of the lengths is none of these.</exception>
    byte[] EncryptCbc(byte[] key, byte[] iv, byte[] data);
}
