namespace NfToken.Cryptoki;

/// <summary>What the slot is (CK_SLOT_INFO). Text is not padded with blanks here.</summary>
public sealed class CkSlotInfo
{
    internal CkSlotInfo()
    {
    }

    /// <summary>What the slot is; at most 64 bytes.</summary>
    public string SlotDescription => "NfToken board flash";

    /// <summary>Who made it; at most 32 bytes.</summary>
    public string ManufacturerId => "NfToken";

    /// <summary>The token is always present, and soldered on.</summary>
    public uint Flags => CKF.CKF_TOKEN_PRESENT;

    /// <summary>Version of the hardware: major number in the high byte, minor number in the low one.</summary>
    public uint HardwareVersion => 0;

    /// <summary>Version of the firmware: major number in the high byte, minor number in the low one.</summary>
    public uint FirmwareVersion => 0x0001;
}
