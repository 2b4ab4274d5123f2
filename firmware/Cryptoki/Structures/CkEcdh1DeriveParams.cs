namespace NfToken.Cryptoki;

/// <summary>Parameter of CKM_ECDH1_DERIVE (CK_ECDH1_DERIVE_PARAMS).</summary>
public sealed class CkEcdh1DeriveParams
{
    /// <summary>The key derivation; the token has CKD_NULL only.</summary>
    public uint KeyDerivation { get; set; } = CK.CKD_NULL;

    /// <summary>Must be null or empty with CKD_NULL.</summary>
    public byte[] SharedData { get; set; }

    /// <summary>The peer's public key: 04 ‖ X ‖ Y, bare or in a DER OCTET STRING.</summary>
    public byte[] PublicData { get; set; }
}
