namespace NfToken.Cryptoki;

/// <summary>A mechanism and its parameter (CK_MECHANISM).</summary>
public sealed class CkMechanism
{
    /// <summary>Names a mechanism that takes no parameter.</summary>
    /// <param name="type">CKM_*.</param>
    public CkMechanism(uint type)
        : this(type, null)
    {
    }

    /// <summary>Names a mechanism with a parameter.</summary>
    /// <param name="type">CKM_*.</param>
    /// <param name="parameter">As <see cref="Parameter"/>.</param>
    public CkMechanism(uint type, object parameter)
    {
        Type = type;
        Parameter = parameter;
    }

    /// <summary>CKM_*.</summary>
    public uint Type { get; }

    /// <summary>
    /// <see cref="CkRsaPkcsPssParams"/>, <see cref="CkEcdh1DeriveParams"/>, a boxed uint for the MAC's length of CKM_SHA256_HMAC_GENERAL; null where the mechanism takes
    /// none. Anything else, such as the bytes of a structure that its mechanism does not have, is refused with CKR_MECHANISM_PARAM_INVALID.
    /// </summary>
    public object Parameter { get; }
}
