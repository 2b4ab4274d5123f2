using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>
/// Stores both halves of a key pair or none, though power may go at any time: a record says which two are on their way, and a start that finds it with one of
/// them only destroys that one (FORMAT.md).
/// </summary>
internal static class PairJournal
{
    private const int Length = 12;

    /// <summary>Adds both halves to the store.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="publicKey">The public half; belongs to the table from now on.</param>
    /// <param name="privateKey">The private half; the same.</param>
    /// <param name="publicHandle">Handle of the public half.</param>
    /// <param name="privateHandle">Handle of the private half.</param>
    /// <returns>CKR_OK; CKR_DEVICE_MEMORY, CKR_DEVICE_ERROR or CKR_HOST_MEMORY, and there is neither.</returns>
    public static uint Add(ObjectTable objects, StoredObject publicKey, StoredObject privateKey, out uint publicHandle, out uint privateHandle)
    {
        publicHandle = CK.CK_INVALID_HANDLE;
        privateHandle = CK.CK_INVALID_HANDLE;
        byte[] record = new byte[Length];
        record[0] = SystemFormat.Version;
        objects.PlanPair(out uint publicId, out uint privateId);
        SystemFormat.PutNumber(record, 4, publicId);
        SystemFormat.PutNumber(record, 8, privateId);
        uint rv = objects.WriteSystem(SystemRecord.Pair, record);
        if (rv == CKR.CKR_OK)
        {
            rv = objects.Add(true, 0, publicKey, out publicHandle);
        }

        if (rv == CKR.CKR_OK)
        {
            rv = objects.Add(true, 0, privateKey, out privateHandle);
        }

        if (rv == CKR.CKR_OK)
        {
            rv = objects.DeleteSystem(SystemRecord.Pair);
        }

        if (rv != CKR.CKR_OK)
        {
            privateKey.Clear();
            Undo(objects, publicHandle, privateHandle);
            publicHandle = CK.CK_INVALID_HANDLE;
            privateHandle = CK.CK_INVALID_HANDLE;
        }

        return rv;
    }

    /// <summary>Ends what power ended.</summary>
    /// <param name="objects">The objects, loaded.</param>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public static uint Recover(ObjectTable objects)
    {
        uint rv = objects.ReadSystem(SystemRecord.Pair, Length, out byte[] record);
        bool isDamaged = objects.IsDamaged(rv);
        if ((rv != CKR.CKR_OK && !isDamaged) || (rv == CKR.CKR_OK && record == null))
        {
            return rv;
        }

        if (!isDamaged)
        {
            uint publicId = SystemFormat.GetNumber(record, 4);
            uint privateId = SystemFormat.GetNumber(record, 8);
            bool hasPublic = objects.Holds(publicId);
            if (hasPublic != objects.Holds(privateId))
            {
                rv = objects.Delete(hasPublic ? publicId : privateId);
                if (rv != CKR.CKR_OK)
                {
                    return rv;
                }
            }
        }

        return objects.DeleteSystem(SystemRecord.Pair);
    }

    // The record goes last: what cannot be destroyed now is at the next start.
    private static void Undo(ObjectTable objects, uint publicHandle, uint privateHandle)
    {
        bool gone = publicHandle == CK.CK_INVALID_HANDLE || objects.Delete(publicHandle) == CKR.CKR_OK;
        gone &= privateHandle == CK.CK_INVALID_HANDLE || objects.Delete(privateHandle) == CKR.CKR_OK;
        if (gone)
        {
            _ = objects.DeleteSystem(SystemRecord.Pair);
        }
    }
}
