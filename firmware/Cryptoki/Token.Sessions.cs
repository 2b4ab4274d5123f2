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
    /// CKR_SESSION_COUNT, CKR_SESSION_READ_WRITE_SO_EXISTS (no read-only session while the security officer is logged in), CKR_HOST_MEMORY.</returns>
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

            if (_user == CKU.CKU_SO && (flags & CKF.CKF_RW_SESSION) == 0)
            {
                return CKR.CKR_SESSION_READ_WRITE_SO_EXISTS;
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

    /// <summary>Closes a session; its session objects are gone. With the last one ends the log-in.</summary>
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
                EndLoginWithoutSessions();
            }

            return rv;
        }
    }

    /// <summary>Closes all sessions of a slot; their session objects are gone, and the log-in ends.</summary>
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
                EndLoginWithoutSessions();
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
                    State = StateOf(found),
                    Flags = found.IsReadWrite ? CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION : CKF.CKF_SERIAL_SESSION,
                };
            }

            return rv;
        }
    }
}
