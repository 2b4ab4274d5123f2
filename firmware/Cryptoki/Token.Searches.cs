namespace NfToken.Cryptoki;

/// <content>Object management functions that search (PKCS #11 v2.40, 5.7).</content>
public sealed partial class Token
{
    /// <summary>Starts a search. What matches is settled now; objects destroyed meanwhile do not come up.</summary>
    /// <param name="session">The session.</param>
    /// <param name="template">Attributes that must all be equal; null or none finds every object.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_ACTIVE, CKR_DEVICE_ERROR,
    /// CKR_HOST_MEMORY.</returns>
    public uint C_FindObjectsInit(uint session, CkAttribute[] template)
    {
        template ??= new CkAttribute[0];
        lock (_gate)
        {
            uint rv = Enter(session, template, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (found.IsSearching)
            {
                return CKR.CKR_OPERATION_ACTIVE;
            }

            rv = _objects.Search(new ObjectQuery(template), out uint[] handles, out int count);
            if (rv == CKR.CKR_OK)
            {
                found.StartSearch(handles, count);
            }

            return rv;
        }
    }

    /// <summary>Takes what the search found: token objects first, the oldest first.</summary>
    /// <param name="session">The session.</param>
    /// <param name="objects">Takes the handles.</param>
    /// <param name="maxCount">How many at the most.</param>
    /// <param name="count">How many there were; 0 at the end.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OPERATION_NOT_INITIALIZED.</returns>
    public uint C_FindObjects(uint session, uint[] objects, uint maxCount, out uint count)
    {
        count = 0;
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (objects == null || maxCount > (uint)objects.Length)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            if (!found.IsSearching)
            {
                return CKR.CKR_OPERATION_NOT_INITIALIZED;
            }

            while (count < maxCount && found.TryTakeFound(out uint handle))
            {
                if (_objects.Exists(handle))
                {
                    objects[(int)count++] = handle;
                }
            }

            return CKR.CKR_OK;
        }
    }

    /// <summary>Ends the search.</summary>
    /// <param name="session">The session.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_OPERATION_NOT_INITIALIZED.</returns>
    public uint C_FindObjectsFinal(uint session)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (!found.IsSearching)
            {
                return CKR.CKR_OPERATION_NOT_INITIALIZED;
            }

            found.EndSearch();
            return CKR.CKR_OK;
        }
    }
}
