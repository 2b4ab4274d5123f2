namespace NfToken.Cryptoki;

/// <summary>The attributes that are truth values: one bit each in a record's header (FORMAT.md), and which class has which.</summary>
internal static class AttributeFlag
{
    public const uint Private = 1 << 0;
    public const uint Modifiable = 1 << 1;
    public const uint Copyable = 1 << 2;
    public const uint Destroyable = 1 << 3;
    public const uint Trusted = 1 << 4;
    public const uint Sensitive = 1 << 5;
    public const uint Encrypt = 1 << 6;
    public const uint Decrypt = 1 << 7;
    public const uint Wrap = 1 << 8;
    public const uint Unwrap = 1 << 9;
    public const uint Sign = 1 << 10;
    public const uint SignRecover = 1 << 11;
    public const uint Verify = 1 << 12;
    public const uint VerifyRecover = 1 << 13;
    public const uint Derive = 1 << 14;
    public const uint Extractable = 1 << 15;
    public const uint Local = 1 << 16;
    public const uint NeverExtractable = 1 << 17;
    public const uint AlwaysSensitive = 1 << 18;
    public const uint AlwaysAuthenticate = 1 << 19;
    public const uint WrapWithTrusted = 1 << 20;

    private const uint Storage = Private | Modifiable | Copyable | Destroyable;

    private const uint HiddenKey =
        Storage | Sensitive | Decrypt | Sign | Unwrap | Derive | Extractable | Local | NeverExtractable | AlwaysSensitive | WrapWithTrusted;

    /// <summary>The bit of an attribute.</summary>
    /// <param name="type">CKA_*.</param>
    /// <returns>0 where the attribute is no truth value, or is CKA_TOKEN, which follows from where the object is.</returns>
    public static uint Of(uint type) => type switch
    {
        CKA.CKA_PRIVATE => Private,
        CKA.CKA_TRUSTED => Trusted,
        // Sensitive, encrypt ... derive: ten types in a row, ten bits in a row.
        >= CKA.CKA_SENSITIVE and <= CKA.CKA_DERIVE => Sensitive << (int)(type - CKA.CKA_SENSITIVE),
        >= CKA.CKA_EXTRACTABLE and <= CKA.CKA_ALWAYS_SENSITIVE => Extractable << (int)(type - CKA.CKA_EXTRACTABLE),
        >= CKA.CKA_MODIFIABLE and <= CKA.CKA_DESTROYABLE => Modifiable << (int)(type - CKA.CKA_MODIFIABLE),
        CKA.CKA_ALWAYS_AUTHENTICATE => AlwaysAuthenticate,
        CKA.CKA_WRAP_WITH_TRUSTED => WrapWithTrusted,
        _ => 0,
    };

    /// <summary>The truth values that an object of a class has.</summary>
    /// <param name="objectClass">CKO_*.</param>
    public static uint OfClass(uint objectClass) => objectClass switch
    {
        CKO.CKO_CERTIFICATE => Storage | Trusted,
        CKO.CKO_PUBLIC_KEY => Storage | Trusted | Encrypt | Verify | VerifyRecover | Wrap | Derive | Local,
        CKO.CKO_PRIVATE_KEY => HiddenKey | SignRecover | AlwaysAuthenticate,
        CKO.CKO_SECRET_KEY => HiddenKey | Trusted | Encrypt | Verify | Wrap,
        _ => Storage,
    };

    /// <summary>What the token alone may set.</summary>
    public const uint ReadOnly = Local | NeverExtractable | AlwaysSensitive;

    /// <summary>What may be set after creation, where <see cref="Sensitive"/> and <see cref="WrapWithTrusted"/> may only become
    /// true and <see cref="Extractable"/> only false.</summary>
    public const uint Settable =
        Sensitive | Encrypt | Decrypt | Wrap | Unwrap | Sign | SignRecover | Verify | VerifyRecover | Derive | Extractable | WrapWithTrusted;
}
