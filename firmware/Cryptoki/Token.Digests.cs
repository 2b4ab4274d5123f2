using System;

namespace NfToken.Cryptoki;

/// <content>Message digesting functions (PKCS #11 v2.40, 5.10).</content>
public sealed partial class Token
{
    private readonly byte[] _nothing = new byte[0];

    /// <summary>Starts a digest.</summary>
    /// <param name="session">The session.</param>
    /// <param name="mechanism">CKM_SHA256.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_ACTIVE, CKR_MECHANISM_INVALID,
    /// CKR_MECHANISM_PARAM_INVALID, CKR_HOST_MEMORY.</returns>
    public uint C_DigestInit(uint session, CkMechanism mechanism)
    {
        lock (_gate)
        {
            uint rv = EnterToStart(session, mechanism, Session.Digest, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (mechanism.Type != CKM.CKM_SHA256 || mechanism.Parameter != null)
            {
                return mechanism.Type != CKM.CKM_SHA256 ? CKR.CKR_MECHANISM_INVALID : CKR.CKR_MECHANISM_PARAM_INVALID;
            }

            try
            {
                found.Set(Session.Digest, new DigestOperation());
                return CKR.CKR_OK;
            }
            catch (OutOfMemoryException)
            {
                return CKR.CKR_HOST_MEMORY;
            }
        }
    }

    /// <summary>Digests data that are there as a whole, and ends the operation.</summary>
    /// <param name="session">The session.</param>
    /// <param name="data">Holds the data; null with no bytes.</param>
    /// <param name="offset">First byte of the data.</param>
    /// <param name="count">How many.</param>
    /// <param name="digest">Takes 32 bytes; null asks for the length, which goes on with the operation.</param>
    /// <param name="digestLength">Room in <paramref name="digest"/>, then the digest's length.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_NOT_INITIALIZED, CKR_OPERATION_ACTIVE (after parts),
    /// CKR_BUFFER_TOO_SMALL, which goes on with the operation, CKR_HOST_MEMORY.</returns>
    public uint C_Digest(uint session, byte[] data, int offset, int count, byte[] digest, ref uint digestLength) =>
        Produce(session, Session.Digest, true, data, offset, count, digest, ref digestLength);

    /// <summary>Digests a part of the data.</summary>
    /// <param name="session">The session.</param>
    /// <param name="part">Holds the part; null with no bytes.</param>
    /// <param name="offset">First byte of the part.</param>
    /// <param name="count">How many.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_NOT_INITIALIZED.</returns>
    public uint C_DigestUpdate(uint session, byte[] part, int offset, int count) => Continue(session, Session.Digest, part, offset, count);

    /// <summary>Ends a digest whose data came in parts.</summary>
    /// <param name="session">The session.</param>
    /// <param name="digest">As with <see cref="C_Digest"/>.</param>
    /// <param name="digestLength">As with <see cref="C_Digest"/>.</param>
    /// <returns>As <see cref="C_Digest"/>.</returns>
    public uint C_DigestFinal(uint session, byte[] digest, ref uint digestLength) =>
        Produce(session, Session.Digest, false, null, 0, 0, digest, ref digestLength);
}
