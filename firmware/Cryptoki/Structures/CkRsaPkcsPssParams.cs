namespace NfToken.Cryptoki;

/// <summary>Parameter of the PSS mechanisms (CK_RSA_PKCS_PSS_PARAMS).</summary>
public sealed class CkRsaPkcsPssParams
{
    /// <summary>The hash of the message; the token has CKM_SHA256 only.</summary>
    public uint HashAlgorithm { get; set; } = CKM.CKM_SHA256;

    /// <summary>The mask's function; the token has CKG_MGF1_SHA256 only.</summary>
    public uint MaskFunction { get; set; } = CK.CKG_MGF1_SHA256;

    /// <summary>Bytes of the salt.</summary>
    public uint SaltLength { get; set; } = 32;
}
