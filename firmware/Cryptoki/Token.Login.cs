namespace NfToken.Cryptoki;

/// <content>Log-in (PKCS #11 v2.40, 5.6, and the session states of its usage guide) and who sees private objects.</content>
public sealed partial class Token
{
    private const uint Nobody = 0xFFFFFFFF;

    // CKU_SO, CKU_USER or nobody; the mark and the count tell when another process has taken that PIN away.
    private uint _user = Nobody;
    private uint _userMark;
    private uint _userInitializations;

    /// <summary>Logs a user in, for all sessions. A token without user PIN works without, and there is no user to log in.</summary>
    /// <param name="session">Any session.</param>
    /// <param name="userType">CKU_*.</param>
    /// <param name="pin">The PIN, UTF-8.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_USER_TYPE_INVALID,
    /// CKR_OPERATION_NOT_INITIALIZED (context specific: nothing asks for it), CKR_USER_ALREADY_LOGGED_IN, CKR_USER_ANOTHER_ALREADY_LOGGED_IN,
    /// CKR_SESSION_READ_ONLY_EXISTS (security officer), CKR_USER_PIN_NOT_INITIALIZED, CKR_PIN_INCORRECT (also for a security officer without
    /// PIN), CKR_PIN_LOCKED, CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_HOST_MEMORY.</returns>
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

            if (userType == CKU.CKU_CONTEXT_SPECIFIC)
            {
                return CKR.CKR_OPERATION_NOT_INITIALIZED;
            }

            if (_user != Nobody)
            {
                return _user == userType ? CKR.CKR_USER_ALREADY_LOGGED_IN : CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN;
            }

            if (userType == CKU.CKU_SO && _sessions.Count != _sessions.ReadWriteCount)
            {
                return CKR.CKR_SESSION_READ_ONLY_EXISTS;
            }

            rv = CheckPin(userType, pin);
            if (rv == CKR.CKR_OK)
            {
                _user = userType;
                _userMark = _pins.Mark(userType);
                _userInitializations = _state.Initializations;
                ShowOrHide();
            }

            return rv;
        }
    }

    /// <summary>Logs out, in all sessions: private session objects are gone, private token objects hidden, and active operations end.</summary>
    /// <param name="session">Any session.</param>
    /// <returns>CKR_OK, CKR_USER_NOT_LOGGED_IN, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID.</returns>
    public uint C_Logout(uint session)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session _);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (_user == Nobody)
            {
                return CKR.CKR_USER_NOT_LOGGED_IN;
            }

            _user = Nobody;
            ShowOrHide();
            return CKR.CKR_OK;
        }
    }

    /// <summary>
    /// Learns anew what the store holds, after another process has changed it. Sessions, session objects and handles stay as far as their
    /// objects do. The log-in ends where the PIN was set or the token initialised meanwhile, and private objects hide where the user has a PIN now.
    /// </summary>
    /// <remarks>The store itself must have been opened anew behind the <c>ObjectStore</c> that the token got.</remarks>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_DEVICE_ERROR, CKR_HOST_MEMORY: then the token knows what it knew before, and
    /// the call can be repeated.</returns>
    public uint Refresh()
    {
        lock (_gate)
        {
            if (!_isInitialized)
            {
                return CKR.CKR_CRYPTOKI_NOT_INITIALIZED;
            }

            uint rv = _objects.Reload();
            if (rv == CKR.CKR_OK)
            {
                rv = LoadState();
            }

            if (_user != Nobody && (_pins.Mark(_user) != _userMark || _state.Initializations != _userInitializations))
            {
                _user = Nobody;
            }

            ShowOrHide();
            return rv;
        }
    }

    private uint StateOf(Session session)
    {
        if (_user == CKU.CKU_SO)
        {
            return CKS.CKS_RW_SO_FUNCTIONS;
        }

        return session.IsReadWrite
            ? _user == CKU.CKU_USER ? CKS.CKS_RW_USER_FUNCTIONS : CKS.CKS_RW_PUBLIC_SESSION
            : _user == CKU.CKU_USER ? CKS.CKS_RO_USER_FUNCTIONS : CKS.CKS_RO_PUBLIC_SESSION;
    }

    private void EndLoginWithoutSessions()
    {
        if (_sessions.Count == 0)
        {
            _user = Nobody;
            ShowOrHide();
        }
    }

    // The user sees private objects; anybody does while the user has no PIN; the security officer never does.
    private void ShowOrHide()
    {
        bool shows = _user == CKU.CKU_USER || (_user == Nobody && !_pins.HasUserPin);
        if (_objects.ShowsPrivate && !shows)
        {
            // A find or a signature under way may be about private objects.
            _sessions.EndOperations();
            _objects.DropPrivate();
        }

        _objects.ShowsPrivate = shows;
    }
}
