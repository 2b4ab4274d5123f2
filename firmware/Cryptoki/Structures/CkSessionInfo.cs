namespace NfToken.Cryptoki;

/// <summary>What a session is (CK_SESSION_INFO).</summary>
public sealed class CkSessionInfo
{
    internal CkSessionInfo()
    {
    }

    /// <summary>Slot of the session's token.</summary>
    public uint SlotId => CK.SlotId;

    /// <summary>CKS_*.</summary>
    public uint State { get; internal set; }

    /// <summary>CKF_RW_SESSION and CKF_SERIAL_SESSION.</summary>
    public uint Flags { get; internal set; }

    /// <summary>Nothing is defined.</summary>
    public uint DeviceError => 0;
}
