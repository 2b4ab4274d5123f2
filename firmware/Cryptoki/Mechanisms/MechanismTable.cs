namespace NfToken.Cryptoki;

/// <summary>The mechanisms: what each is for, its keys, and which parts a token must have for it. What is not in here, the token cannot do.</summary>
internal static class MechanismTable
{
    /// <summary>Key type that the mechanism works with or makes, CKK_*.</summary>
    public const uint KeyType = 0xFF;

    /// <summary>Hashes the message with SHA-256 before it signs.</summary>
    public const uint Hashes = 0x100;

    /// <summary>Takes a secret key for a MAC.</summary>
    public const uint Mac = 0x200;

    /// <summary>Bits that tell mechanisms of one key type apart.</summary>
    public const uint Scheme = 0xF000;

    /// <summary>RSASSA-PKCS1-v1_5.</summary>
    public const uint Pkcs1 = 0x1000;

    /// <summary>RSASSA-PSS.</summary>
    public const uint Pss = 0x2000;

    /// <summary>RSA without padding.</summary>
    public const uint Raw = 0x3000;

    private const uint NeedsRandom = 0x10000;
    private const uint NeedsRsa = 0x20000;
    private const uint NeedsAes = 0x40000;
    private const uint NeedsKeyGenerator = 0x80000;
    private const uint SignNeedsRandom = 0x100000;

    private const uint SignVerify = CKF.CKF_SIGN | CKF.CKF_VERIFY;
    private const uint Curve = CKF.CKF_EC_F_P | CKF.CKF_EC_NAMEDCURVE | CKF.CKF_EC_UNCOMPRESS;
    private const uint Rsa = CKK.CKK_RSA | NeedsRsa;
    private const uint Generic = CKK.CKK_GENERIC_SECRET;
    private const uint Aes = CKK.CKK_AES | NeedsAes;

    private const int RowLength = 5;

    // Type, flags, traits, smallest and largest key. An AES key's largest size is the board's to say.
    private static readonly uint[] _rows =
    [
        CKM.CKM_RSA_PKCS_KEY_PAIR_GEN, CKF.CKF_GENERATE_KEY_PAIR, Rsa | NeedsKeyGenerator, 1024, 4096,
        CKM.CKM_RSA_PKCS, SignVerify, Rsa | Pkcs1, 1024, 4096,
        CKM.CKM_RSA_X_509, SignVerify, Rsa | Raw, 1024, 4096,
        CKM.CKM_RSA_PKCS_PSS, SignVerify, Rsa | Pss | SignNeedsRandom, 1024, 4096,
        CKM.CKM_SHA256_RSA_PKCS, SignVerify, Rsa | Pkcs1 | Hashes, 1024, 4096,
        CKM.CKM_SHA256_RSA_PKCS_PSS, SignVerify, Rsa | Pss | Hashes | SignNeedsRandom, 1024, 4096,
        CKM.CKM_SHA256, CKF.CKF_DIGEST, 0, 0, 0,
        CKM.CKM_SHA256_HMAC, SignVerify, Generic | Mac, 8, MaxSecretBits,
        CKM.CKM_SHA256_HMAC_GENERAL, SignVerify, Generic | Mac, 8, MaxSecretBits,
        CKM.CKM_GENERIC_SECRET_KEY_GEN, CKF.CKF_GENERATE, Generic | NeedsRandom, 8, MaxSecretBits,
        CKM.CKM_EC_KEY_PAIR_GEN, CKF.CKF_GENERATE_KEY_PAIR | Curve, CKK.CKK_EC | NeedsRandom, 256, 256,
        CKM.CKM_ECDSA, SignVerify | Curve, CKK.CKK_EC, 256, 256,
        CKM.CKM_ECDSA_SHA256, SignVerify | Curve, CKK.CKK_EC | Hashes, 256, 256,
        CKM.CKM_ECDH1_DERIVE, CKF.CKF_DERIVE | Curve, CKK.CKK_EC, 256, 256,
        CKM.CKM_AES_KEY_GEN, CKF.CKF_GENERATE, Aes | NeedsRandom, 16, 0,
        CKM.CKM_AES_CMAC, SignVerify, Aes | Mac, 16, 0,
    ];

    /// <summary>Bits of the largest secret key that the token makes or uses.</summary>
    public const uint MaxSecretBits = 8 * MaxSecretBytes;

    /// <summary>Bytes of the same.</summary>
    public const uint MaxSecretBytes = 512;

    /// <summary>How many mechanisms there could be.</summary>
    public static int Count => _rows.Length / RowLength;

    /// <summary>The type of a mechanism.</summary>
    /// <param name="row">Its place in the table.</param>
    public static uint Type(int row) => _rows[row * RowLength];

    /// <summary>Finds a mechanism.</summary>
    /// <param name="type">CKM_*.</param>
    /// <returns>Its place in the table, or -1.</returns>
    public static int Find(uint type)
    {
        for (int row = Count - 1; row >= 0; row--)
        {
            if (Type(row) == type)
            {
                return row;
            }
        }

        return -1;
    }

    /// <summary>What a mechanism is like: <see cref="KeyType"/>, <see cref="Scheme"/> and the single bits.</summary>
    /// <param name="row">Its place in the table.</param>
    public static uint Traits(int row) => _rows[(row * RowLength) + 2];

    /// <summary>What a mechanism can do with a token's parts.</summary>
    /// <param name="row">Its place in the table, or -1.</param>
    /// <param name="parts">What the token is made of.</param>
    /// <returns>CKF_*; 0 where it cannot do anything.</returns>
    public static uint Flags(int row, TokenParts parts)
    {
        if (row < 0)
        {
            return 0;
        }

        uint traits = Traits(row);
        uint flags = _rows[(row * RowLength) + 1];
        bool has = (parts.Random != null || (traits & NeedsRandom) == 0)
            && (parts.Rsa != null || (traits & NeedsRsa) == 0)
            && ((traits & NeedsAes) == 0 || HasAes(parts, 16))
            && (parts.RsaKeyGenerator != null || (traits & NeedsKeyGenerator) == 0);
        bool signs = parts.Random != null || (traits & SignNeedsRandom) == 0;
        return !has ? 0 : signs ? flags : flags & ~CKF.CKF_SIGN;
    }

    /// <summary>Tells what a mechanism can do.</summary>
    /// <param name="row">Its place in the table.</param>
    /// <param name="parts">What the token is made of.</param>
    public static CkMechanismInfo Describe(int row, TokenParts parts)
    {
        uint largest = _rows[(row * RowLength) + 4];
        if ((Traits(row) & NeedsAes) != 0)
        {
            largest = HasAes(parts, 32) ? 32u : HasAes(parts, 24) ? 24u : 16u;
        }

        return new CkMechanismInfo(_rows[(row * RowLength) + 3], largest, Flags(row, parts));
    }

    /// <summary>Whether the board can use AES keys of a length.</summary>
    /// <param name="parts">What the token is made of.</param>
    /// <param name="bytes">Length of a key.</param>
    public static bool HasAes(TokenParts parts, int bytes) => parts.Aes != null && parts.Aes.HasKeyLength(bytes);
}
