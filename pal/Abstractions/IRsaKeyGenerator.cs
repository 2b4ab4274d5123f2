namespace NfToken.Pal;

/// <summary>
/// Makes RSA keys where there is something that can: a library of the host. Boards have none: at 2048 bits the search for two primes would take them hours.
/// </summary>
public interface IRsaKeyGenerator
{
    /// <summary>Makes a key.</summary>
    /// <param name="modulusBits">Bits of the modulus.</param>
    /// <param name="publicExponent">The public exponent, big-endian without leading zeros.</param>
    /// <returns>n, e, d, p, q, d mod (p - 1), d mod (q - 1) and 1/q mod p, each big-endian; the caller clears all but the first two. Null where
    /// it has no keys with such numbers.</returns>
    byte[][] Generate(int modulusBits, byte[] publicExponent);
}
