using System;

namespace NfToken.Cryptoki;

/// <content>Session management functions (PKCS #11 v2.40, 5.6).</content>
public sealed partial class Token
{
    /// <summary>Opens a session.</summary>
    /// <param name="slotId">The slot.</param>
    /// <param name="flags">CKF_SERIAL_SESSION, which must be there, and CKF_RW_SESSION.</param>
    /// <param name="session">Handle of the session. C's pApplication and Notify have no counterpart: no callback is ever made.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SLOT_ID_INVALID, CKR_SESSION_PARALLEL_NOT_SUPPORTED, CKR_ARGUMENTS_BAD (an unknown flag),
    /// CKR_SESSION_COUNT, CKR_HOST_MEMORY.</returns>
    public uint C_OpenSession(uint slotId, uint flags, out uint session)
    {
        session = CK.CK_INVALID_HANDLE;
        lock (_gate)
        {
            uint rv = EnterSlot(slotId);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if ((flags & CKF.CKF_SERIAL_SESSION) == 0)
            {
                return CKR.CKR_SESSION_PARALLEL_NOT_SUPPORTED;
            }

            if ((flags & ~(CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION)) != 0)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            try
            {
                Session opened = _sessions.Open((flags & CKF.CKF_RW_SESSION) != 0);
                session = opened == null ? CK.CK_INVALID_HANDLE : opened.Handle;
                return opened == null ? CKR.CKR_SESSION_COUNT : CKR.CKR_OK;
            }
            catch (OutOfMemoryException)
            {
                return CKR.CKR_HOST_MEMORY;
            }
        }
    }

    /// <summary>Closes a session; its session objects are gone.</summary>
    /// <param name="session">The session.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID.</returns>
    public uint C_CloseSession(uint session)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv == CKR.CKR_OK)
            {
                _sessions.Close(found);
                _objects.DropSession(session);
            }

            return rv;
        }
    }

    /// <summary>Closes all sessions of a slot; their session objects are gone.</summary>
    /// <param name="slotId">The slot.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SLOT_ID_INVALID.</returns>
    public uint C_CloseAllSessions(uint slotId)
    {
        lock (_gate)
        {
            uint rv = EnterSlot(slotId);
            if (rv == CKR.CKR_OK)
            {
                _sessions.CloseAll();
                _objects.DropSessionObjects();
            }

            return rv;
        }
    }

    /// <summary>What a session is.</summary>
    /// <param name="session">The session.</param>
    /// <param name="info">The answer.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID.</returns>
    public uint C_GetSessionInfo(uint session, out CkSessionInfo info)
    {
        info = null;
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv == CKR.CKR_OK)
            {
                info = new CkSessionInfo
                {
                    State = found.IsReadWrite ? CKS.CKS_RW_PUBLIC_SESSION : CKS.CKS_RO_PUBLIC_SESSION,
                    Flags = found.IsReadWrite ? CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION : CKF.CKF_SERIAL_SESSION,
                };
            }

            return rv;
        }
    }

    /// <summary>Logs a user in. A token without PINs works without, and there is nobody to log in.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="userType">CKU_*.</param>
    /// <param name="pin">The PIN, UTF-8.</param>
    /// <returns>CKR_USER_PIN_NOT_INITIALIZED for the user; CKR_PIN_INCORRECT for the security officer, who has no PIN that could be right;
    /// CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_USER_TYPE_INVALID, CKR_OPERATION_NOT_INITIALIZED (context specific).</returns>
    public uint C_Login(uint session, uint userType, byte[] pin)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session _);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (userType > CKU.CKU_CONTEXT_SPECIFIC)
            {
                return CKR.CKR_USER_TYPE_INVALID;
            }

            if (pin == null)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            return userType == CKU.CKU_USER ? CKR.CKR_USER_PIN_NOT_INITIALIZED
                : userType == CKU.CKU_SO ? CKR.CKR_PIN_INCORRECT : CKR.CKR_OPERATION_NOT_INITIALIZED;
        }
    }

    /// <summary>Logs the user out; nobody ever is logged in on a token without PINs.</summary>
    /// <param name="session">Any session.</param>
    /// <returns>CKR_USER_NOT_LOGGED_IN, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID.</returns>
    public uint C_Logout(uint session)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session _);
            return rv == CKR.CKR_OK ? CKR.CKR_USER_NOT_LOGGED_IN : rv;
        }
    }
}
