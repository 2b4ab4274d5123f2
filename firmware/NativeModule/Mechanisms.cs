using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>CK_MECHANISM of C: three words, type, parameter's pointer and length.</summary>
internal static unsafe class Mechanisms
{
    /// <summary>
    /// Reads a mechanism, and its parameter where it has one. Of the others the two words are not looked at: programs, Amazon's qualification tests among
    /// them, fill in only the type, and what was in memory stands there.
    /// </summary>
    /// <param name="mechanism">The structure.</param>
    public static CkMechanism Read(nuint mechanism)
    {
        nuint* words = Memory.Need(mechanism);
        uint type = Word.ToCode(words[0]);
        if (type is not (CKM.CKM_RSA_PKCS_PSS or CKM.CKM_SHA256_RSA_PKCS_PSS or CKM.CKM_ECDH1_DERIVE or CKM.CKM_SHA256_HMAC_GENERAL))
        {
            return new CkMechanism(type);
        }

        byte[] parameter = Memory.Read(words[1], words[2]);
        return new CkMechanism(type, parameter.Length == 0 ? null : Parse(type, parameter));
    }

    private static object Parse(uint type, byte[] parameter)
    {
        fixed (byte* bytes = parameter)
        {
            nuint* words = (nuint*)bytes;
            switch (type)
            {
                // hashAlg, mgf, sLen
                case CKM.CKM_RSA_PKCS_PSS or CKM.CKM_SHA256_RSA_PKCS_PSS when parameter.Length == 3 * sizeof(nuint):
                    return new CkRsaPkcsPssParams { HashAlgorithm = Word.ToCode(words[0]), MaskFunction = Word.ToCode(words[1]), SaltLength = Word.ToCode(words[2]) };

                // kdf, ulSharedDataLen, pSharedData, ulPublicDataLen, pPublicData
                case CKM.CKM_ECDH1_DERIVE when parameter.Length == 5 * sizeof(nuint):
                    return new CkEcdh1DeriveParams
                    {
                        KeyDerivation = Word.ToCode(words[0]),
                        SharedData = Memory.ReadOrNull(words[2], words[1]),
                        PublicData = Memory.ReadOrNull(words[4], words[3]),
                    };

                case CKM.CKM_SHA256_HMAC_GENERAL when parameter.Length == sizeof(nuint):
                    return Word.ToCode(words[0]);

                default:
                    return parameter;
            }
        }
    }
}
