#pragma warning disable CA1822, IDE0060, CS1591
namespace NfToken.Cryptoki;

/// <content>Key management functions (PKCS #11 v2.40, 5.14).</content>
public sealed partial class Token
{
    public uint C_GenerateKey(uint session, CkMechanism mechanism, CkAttribute[] template, out uint key) { key = 0; return NotSupported; }

    public uint C_GenerateKeyPair(uint session, CkMechanism mechanism, CkAttribute[] publicTemplate, CkAttribute[] privateTemplate, out uint publicKey, out uint privateKey) { publicKey = privateKey = 0; return NotSupported; }

    public uint C_DeriveKey(uint session, CkMechanism mechanism, uint baseKey, CkAttribute[] template, out uint key) { key = 0; return NotSupported; }
}
