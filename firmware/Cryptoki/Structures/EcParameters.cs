using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>CKA_EC_PARAMS of the curve that the token knows.</summary>
public static class EcParameters
{
    /// <summary>The object identifier of P-256, in DER.</summary>
    public static CkAttribute P256()
    {
        DerWriter writer = new DerWriter(16);
        writer.WriteOid(Oid.P256);
        return new CkAttribute(CKA.CKA_EC_PARAMS, writer.ToArray());
    }
}
