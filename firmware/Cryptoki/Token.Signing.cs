using System;

namespace NfToken.Cryptoki;

/// <content>Signing and MACing functions (PKCS #11 v2.40, 5.11).</content>
public sealed partial class Token
{
    /// <summary>Starts a signature or MAC. What is needed of the key is read now and cleared when the operation ends.</summary>
    /// <param name="session">The session.</param>
    /// <param name="mechanism">CKM_ECDSA, CKM_RSA_PKCS and others, see <see cref="C_GetMechanismList"/>.</param>
    /// <param name="key">A private or secret key.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_ACTIVE, CKR_MECHANISM_INVALID,
    /// CKR_MECHANISM_PARAM_INVALID, CKR_KEY_HANDLE_INVALID, CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED (CKA_SIGN is false),
    /// CKR_KEY_SIZE_RANGE, CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_SignInit(uint session, CkMechanism mechanism, uint key) => StartWithKey(session, Session.Sign, mechanism, key);

    /// <summary>Signs data that are there as a whole, and ends the operation.</summary>
    /// <param name="session">The session.</param>
    /// <param name="data">Holds the data; null with no bytes.</param>
    /// <param name="offset">First byte of the data.</param>
    /// <param name="count">How many.</param>
    /// <param name="signature">Takes the signature; null asks for the length, which goes on with the operation.</param>
    /// <param name="signatureLength">Room in <paramref name="signature"/>, then the signature's length.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_NOT_INITIALIZED, CKR_OPERATION_ACTIVE (after parts),
    /// CKR_DATA_LEN_RANGE, CKR_DATA_INVALID (not below the modulus), CKR_BUFFER_TOO_SMALL, which goes on with the operation,
    /// CKR_RANDOM_NO_RNG, CKR_FUNCTION_FAILED (the result was wrong and is kept back), CKR_HOST_MEMORY.</returns>
    public uint C_Sign(uint session, byte[] data, int offset, int count, byte[] signature, ref uint signatureLength) =>
        Produce(session, Session.Sign, true, data, offset, count, signature, ref signatureLength);

    /// <summary>Takes a part of the data, with a mechanism that hashes or authenticates.</summary>
    /// <param name="session">The session.</param>
    /// <param name="part">Holds the part; null with no bytes.</param>
    /// <param name="offset">First byte of the part.</param>
    /// <param name="count">How many.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_NOT_INITIALIZED (with a
    /// mechanism for data as a whole too).</returns>
    public uint C_SignUpdate(uint session, byte[] part, int offset, int count) => Continue(session, Session.Sign, part, offset, count);

    /// <summary>Ends a signature whose data came in parts.</summary>
    /// <param name="session">The session.</param>
    /// <param name="signature">As with <see cref="C_Sign"/>.</param>
    /// <param name="signatureLength">As with <see cref="C_Sign"/>.</param>
    /// <returns>As <see cref="C_Sign"/>.</returns>
    public uint C_SignFinal(uint session, byte[] signature, ref uint signatureLength) =>
        Produce(session, Session.Sign, false, null, 0, 0, signature, ref signatureLength);

    private uint StartWithKey(uint session, int kind, CkMechanism mechanism, uint key)
    {
        lock (_gate)
        {
            uint rv = EnterToStart(session, mechanism, kind, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            int row = MechanismTable.Find(mechanism.Type);
            if ((MechanismTable.Flags(row, _parts) & (kind == Session.Sign ? CKF.CKF_SIGN : CKF.CKF_VERIFY)) == 0)
            {
                return CKR.CKR_MECHANISM_INVALID;
            }

            rv = ReadKey(key, out StoredObject content);
            if (rv == CKR.CKR_OK)
            {
                try
                {
                    rv = OperationFactory.Make(_parts, row, mechanism, kind == Session.Sign, content, out Operation operation);
                    if (rv == CKR.CKR_OK)
                    {
                        found.Set(kind, operation);
                    }
                }
                catch (Exception error)
                {
                    rv = Failed(error);
                }
                finally
                {
                    ObjectTable.Release(key, content);
                }
            }

            return rv;
        }
    }

    // A key that is to be used; the caller gives it to ObjectTable.Release.
    private uint ReadKey(uint handle, out StoredObject content)
    {
        uint rv = _objects.Read(handle, out content);
        return rv == CKR.CKR_OBJECT_HANDLE_INVALID ? CKR.CKR_KEY_HANDLE_INVALID : rv;
    }
}
