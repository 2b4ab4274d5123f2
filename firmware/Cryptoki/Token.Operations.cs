using System;
using NfToken.Cryptography;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <content>
/// What digests, signatures and verifications have in common (PKCS #11 v2.40, 5.9 to 5.13): a question for the length and a buffer that is too small
/// leave an operation active, everything else that ends it and every failure clears it.
/// </content>
public sealed partial class Token
{
    private static bool IsRange(byte[] data, int offset, int count) =>
        data == null ? count == 0 : offset >= 0 && count >= 0 && offset <= data.Length && count <= data.Length - offset;

    // An operation that was only asked for its length may be started again: Amazon's tests do so, and nothing of it is lost.
    private uint EnterToStart(uint session, CkMechanism mechanism, int kind, out Session found)
    {
        uint rv = Enter(session, out found);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        if (mechanism == null)
        {
            return CKR.CKR_ARGUMENTS_BAD;
        }

        Operation active = found.Find(kind);
        return active != null && !active.IsOnlyAsked ? CKR.CKR_OPERATION_ACTIVE : CKR.CKR_OK;
    }

    private uint Continue(uint session, int kind, byte[] part, int offset, int count)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            Operation operation = found.Find(kind);
            if (operation == null)
            {
                return CKR.CKR_OPERATION_NOT_INITIALIZED;
            }

            operation.IsOnlyAsked = false;
            operation.IsWhole = false;
            operation.HasParts = true;
            rv = Feed(operation, false, part, offset, count);
            if (rv != CKR.CKR_OK)
            {
                found.Set(kind, null);
            }

            return rv;
        }
    }

    // C_Digest and C_Sign with all data, C_DigestFinal and C_SignFinal with none.
    private uint Produce(uint session, int kind, bool isWhole, byte[] data, int offset, int count, byte[] result, ref uint length)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            Operation operation = found.Find(kind);
            if (operation == null)
            {
                return CKR.CKR_OPERATION_NOT_INITIALIZED;
            }

            rv = CheckEnd(operation, isWhole, data, offset, count);
            if (rv == CKR.CKR_OK)
            {
                uint needed = (uint)operation.ResultLength;
                if (result == null || length < needed)
                {
                    operation.IsOnlyAsked = result == null && !operation.HasParts;
                    operation.IsWhole = isWhole;
                    length = needed;
                    return result == null ? CKR.CKR_OK : CKR.CKR_BUFFER_TOO_SMALL;
                }

                rv = length > (uint)result.Length ? CKR.CKR_ARGUMENTS_BAD : Feed(operation, isWhole, data, offset, count);
                if (rv == CKR.CKR_OK)
                {
                    rv = Finish(operation, result, false);
                    length = needed;
                }
            }

            found.Set(kind, null);
            return rv;
        }
    }

    private uint Verify(uint session, bool isWhole, byte[] data, int offset, int count, byte[] signature)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            Operation operation = found.Find(Session.Verify);
            if (operation == null)
            {
                return CKR.CKR_OPERATION_NOT_INITIALIZED;
            }

            rv = signature == null ? CKR.CKR_ARGUMENTS_BAD : CheckEnd(operation, isWhole, data, offset, count);
            if (rv == CKR.CKR_OK)
            {
                rv = Feed(operation, isWhole, data, offset, count);
            }

            if (rv == CKR.CKR_OK)
            {
                rv = signature.Length != operation.ResultLength ? CKR.CKR_SIGNATURE_LEN_RANGE : Finish(operation, signature, true);
            }

            found.Set(Session.Verify, null);
            return rv;
        }
    }

    // Data come as a whole or in parts, not first so and then so: then it is the other operation that is active.
    private static uint CheckEnd(Operation operation, bool isWhole, byte[] data, int offset, int count) =>
        (isWhole ? operation.HasParts : operation.IsWhole) ? CKR.CKR_OPERATION_ACTIVE
            : !isWhole && !operation.TakesParts ? CKR.CKR_OPERATION_NOT_INITIALIZED
            : IsRange(data, offset, count) ? CKR.CKR_OK : CKR.CKR_ARGUMENTS_BAD;

    private uint Feed(Operation operation, bool isWhole, byte[] data, int offset, int count)
    {
        if (!isWhole && !operation.TakesParts)
        {
            return CKR.CKR_OPERATION_NOT_INITIALIZED;
        }

        if (!IsRange(data, offset, count))
        {
            return CKR.CKR_ARGUMENTS_BAD;
        }

        try
        {
            return operation.Take(data ?? _nothing, offset, count);
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    private uint Finish(Operation operation, byte[] result, bool verifies)
    {
        try
        {
            return verifies ? operation.Check(result) : operation.Finish(result);
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    // Whatever a part of the token may throw: no exception leaves a C_ function.
    private uint Failed(Exception error)
    {
        switch (error)
        {
            case OutOfMemoryException:
                return CKR.CKR_HOST_MEMORY;
            case RandomException random:
                if (random.InnerException is StoreException store)
                {
                    _objects.Note(store);
                }

                return random.Error == RandomError.NoSource ? CKR.CKR_RANDOM_NO_RNG : CKR.CKR_DEVICE_ERROR;
            case EncodingException:
                return CKR.CKR_DEVICE_ERROR;
            default:
                return CKR.CKR_FUNCTION_FAILED;
        }
    }
}
