namespace NfToken.Cryptoki;

/// <content>General-purpose functions (PKCS #11 v2.40, 5.4).</content>
public sealed partial class Token
{
    /// <summary>Initialises the token: reads every record of the store once.</summary>
    /// <param name="initArgs">How the application means to use threads, or null. The token locks with .NET's own means and cannot use
    /// the application's.</param>
    /// <returns>CKR_OK, also where single objects are damaged (<see cref="GetDamagedObjects"/>); CKR_CRYPTOKI_ALREADY_INITIALIZED, CKR_ARGUMENTS_BAD,
    /// CKR_CANT_LOCK, CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_Initialize(CkInitializeArgs initArgs)
    {
        lock (_gate)
        {
            if (_isInitialized)
            {
                return CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED;
            }

            if (initArgs != null)
            {
                if (initArgs.HasReserved)
                {
                    return CKR.CKR_ARGUMENTS_BAD;
                }

                if (initArgs.HasMutexFunctions && (initArgs.Flags & CKF.CKF_OS_LOCKING_OK) == 0)
                {
                    return CKR.CKR_CANT_LOCK;
                }
            }

            uint rv = _objects.Load();
            if (rv == CKR.CKR_OK)
            {
                rv = LoadState();
                ShowOrHide();
            }

            _isInitialized = rv == CKR.CKR_OK;
            return rv;
        }
    }

    /// <summary>Ends the use of the token: closes all sessions and forgets what is in RAM.</summary>
    /// <param name="reserved">Must be null.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_ARGUMENTS_BAD.</returns>
    public uint C_Finalize(object reserved)
    {
        lock (_gate)
        {
            if (!_isInitialized)
            {
                return CKR.CKR_CRYPTOKI_NOT_INITIALIZED;
            }

            if (reserved != null)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            _sessions.CloseAll();
            _objects.Forget();
            _user = Nobody;
            _isInitialized = false;
            return CKR.CKR_OK;
        }
    }

    /// <summary>What the library is.</summary>
    /// <param name="info">The answer.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED.</returns>
    public uint C_GetInfo(out CkInfo info)
    {
        lock (_gate)
        {
            info = _isInitialized ? new CkInfo() : null;
            return _isInitialized ? CKR.CKR_OK : CKR.CKR_CRYPTOKI_NOT_INITIALIZED;
        }
    }
}
