using NfToken.Cryptography;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>What a token is made of. Only the store must be there; what is null the token does without, and its mechanisms say so.</summary>
/// <param name="store">Holds the token's objects; from now on only the token, and the generator over the same store, may use it.</param>
public sealed class TokenParts(ObjectStore store)
{
    /// <summary>Holds the token's objects.</summary>
    public ObjectStore Store { get; } = store;

    /// <summary>Gives the token its serial number.</summary>
    public IDeviceId DeviceId { get; set; }

    /// <summary>Makes keys, salts and blinds.</summary>
    public IRandomGenerator Random { get; set; }

    /// <summary>RSA.</summary>
    public IRsa Rsa { get; set; }

    /// <summary>Makes RSA keys; boards have none.</summary>
    public IRsaKeyGenerator RsaKeyGenerator { get; set; }

    /// <summary>HMAC-SHA-256 by the firmware.</summary>
    public INativeHmac Hmac { get; set; }

    /// <summary>AES by the firmware.</summary>
    public INativeAes Aes { get; set; }

    /// <summary>
    /// How often HMAC-SHA-256 is computed for a PIN: kept with its hash, so it can change at any time. 0 takes what costs a board about a second:
    /// 5000 with <see cref="Hmac"/>, 100 without.
    /// </summary>
    public uint PinIterations { get; set; }
}
