namespace NfToken.Cryptoki;

/// <summary>How an application means to use threads (CK_C_INITIALIZE_ARGS). The pointers of the C structure are truth values here.</summary>
public sealed class CkInitializeArgs
{
    /// <summary>CKF_LIBRARY_CANT_CREATE_OS_THREADS (the token never makes a thread) and CKF_OS_LOCKING_OK.</summary>
    public uint Flags { get; set; }

    /// <summary>Whether the application gives all four of its own functions for mutexes.</summary>
    public bool HasMutexFunctions { get; set; }

    /// <summary>Whether the reserved pointer is not null, as it must be.</summary>
    public bool HasReserved { get; set; }
}
