namespace NfToken.Cryptoki;

/// <content>Functions for verifying signatures and MACs (PKCS #11 v2.40, 5.13).</content>
public sealed partial class Token
{
    /// <summary>Starts a verification.</summary>
    /// <param name="session">The session.</param>
    /// <param name="mechanism">As with <see cref="C_SignInit"/>.</param>
    /// <param name="key">A public or secret key.</param>
    /// <returns>As <see cref="C_SignInit"/>, CKR_KEY_FUNCTION_NOT_PERMITTED where CKA_VERIFY is false.</returns>
    public uint C_VerifyInit(uint session, CkMechanism mechanism, uint key) => StartWithKey(session, Session.Verify, mechanism, key);

    /// <summary>Verifies a signature of data that are there as a whole, and ends the operation.</summary>
    /// <param name="session">The session.</param>
    /// <param name="data">Holds the data; null with no bytes.</param>
    /// <param name="offset">First byte of the data.</param>
    /// <param name="count">How many.</param>
    /// <param name="signature">The signature, all of the array.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_NOT_INITIALIZED, CKR_OPERATION_ACTIVE (after parts),
    /// CKR_DATA_LEN_RANGE, CKR_SIGNATURE_LEN_RANGE, CKR_SIGNATURE_INVALID, CKR_HOST_MEMORY.</returns>
    public uint C_Verify(uint session, byte[] data, int offset, int count, byte[] signature) => Verify(session, true, data, offset, count, signature);

    /// <summary>Takes a part of the data, with a mechanism that hashes or authenticates.</summary>
    /// <param name="session">The session.</param>
    /// <param name="part">Holds the part; null with no bytes.</param>
    /// <param name="offset">First byte of the part.</param>
    /// <param name="count">How many.</param>
    /// <returns>As <see cref="C_SignUpdate"/>.</returns>
    public uint C_VerifyUpdate(uint session, byte[] part, int offset, int count) => Continue(session, Session.Verify, part, offset, count);

    /// <summary>Ends a verification whose data came in parts.</summary>
    /// <param name="session">The session.</param>
    /// <param name="signature">The signature, all of the array.</param>
    /// <returns>As <see cref="C_Verify"/>.</returns>
    public uint C_VerifyFinal(uint session, byte[] signature) => Verify(session, false, null, 0, 0, signature);
}
