namespace NfToken.Cryptoki;

// Part of the list that every library has (PKCS #11 v2.40, 5.1), whatever the token can do.
#pragma warning disable CA1822, IDE0060, CS1591

/// <content>Functions that are there and do nothing: encryption, wrapping, recovery, dual-purpose operations, callbacks.</content>
public sealed partial class Token
{
    private uint NotSupported => _isInitialized ? CKR.CKR_FUNCTION_NOT_SUPPORTED : CKR.CKR_CRYPTOKI_NOT_INITIALIZED;

    public uint C_GetOperationState(uint session, byte[] state, ref uint stateLength) => NotSupported;

    public uint C_SetOperationState(uint session, byte[] state, uint encryptionKey, uint authenticationKey) => NotSupported;

    public uint C_EncryptInit(uint session, CkMechanism mechanism, uint key) => NotSupported;

    public uint C_Encrypt(uint session, byte[] data, int offset, int count, byte[] encrypted, ref uint encryptedLength) => NotSupported;

    public uint C_EncryptUpdate(uint session, byte[] part, int offset, int count, byte[] encrypted, ref uint encryptedLength) => NotSupported;

    public uint C_EncryptFinal(uint session, byte[] encrypted, ref uint encryptedLength) => NotSupported;

    public uint C_DecryptInit(uint session, CkMechanism mechanism, uint key) => NotSupported;

    public uint C_Decrypt(uint session, byte[] encrypted, int offset, int count, byte[] data, ref uint dataLength) => NotSupported;

    public uint C_DecryptUpdate(uint session, byte[] part, int offset, int count, byte[] data, ref uint dataLength) => NotSupported;

    public uint C_DecryptFinal(uint session, byte[] data, ref uint dataLength) => NotSupported;

    public uint C_DigestKey(uint session, uint key) => NotSupported;

    public uint C_SignRecoverInit(uint session, CkMechanism mechanism, uint key) => NotSupported;

    public uint C_SignRecover(uint session, byte[] data, int offset, int count, byte[] signature, ref uint signatureLength) => NotSupported;

    public uint C_VerifyRecoverInit(uint session, CkMechanism mechanism, uint key) => NotSupported;

    public uint C_VerifyRecover(uint session, byte[] signature, byte[] data, ref uint dataLength) => NotSupported;

    public uint C_DigestEncryptUpdate(uint session, byte[] part, int offset, int count, byte[] encrypted, ref uint encryptedLength) => NotSupported;

    public uint C_DecryptDigestUpdate(uint session, byte[] part, int offset, int count, byte[] data, ref uint dataLength) => NotSupported;

    public uint C_SignEncryptUpdate(uint session, byte[] part, int offset, int count, byte[] encrypted, ref uint encryptedLength) => NotSupported;

    public uint C_DecryptVerifyUpdate(uint session, byte[] part, int offset, int count, byte[] data, ref uint dataLength) => NotSupported;

    public uint C_WrapKey(uint session, CkMechanism mechanism, uint wrappingKey, uint key, byte[] wrapped, ref uint wrappedLength) => NotSupported;

    public uint C_UnwrapKey(uint session, CkMechanism mechanism, uint unwrappingKey, byte[] wrapped, CkAttribute[] template, out uint key)
    {
        key = CK.CK_INVALID_HANDLE;
        return NotSupported;
    }

    /// <summary>The slot never changes, so there is nothing to wait for.</summary>
    public uint C_WaitForSlotEvent(uint flags, out uint slotId)
    {
        slotId = CK.SlotId;
        return NotSupported;
    }

    /// <summary>Functions do not run in parallel (5.16).</summary>
    public uint C_GetFunctionStatus(uint session) => CKR.CKR_FUNCTION_NOT_PARALLEL;

    /// <summary>Functions do not run in parallel (5.16).</summary>
    public uint C_CancelFunction(uint session) => CKR.CKR_FUNCTION_NOT_PARALLEL;
}
