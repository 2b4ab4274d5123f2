using System.Text;

namespace NfToken.Cryptoki;

/// <summary>What the token is and holds (CK_TOKEN_INFO). Text is not padded with blanks here.</summary>
public sealed class CkTokenInfo
{
    internal CkTokenInfo(byte[] label)
    {
        PaddedLabel = label;
    }

    /// <summary>Name that the user gave.</summary>
    public string Label
    {
        get
        {
            int length = PaddedLabel.Length;
            while (length > 0 && PaddedLabel[length - 1] == ' ')
            {
                length--;
            }

            return Encoding.UTF8.GetString(PaddedLabel, 0, length);
        }
    }

    /// <summary>The name as C_InitToken took it: 32 bytes, blanks at the end.</summary>
    public byte[] PaddedLabel { get; }

    /// <summary>Who made it; at most 32 bytes.</summary>
    public string ManufacturerId => "NfToken";

    /// <summary>At most 16 bytes.</summary>
    public string Model => "nanoFramework";

    /// <summary>The chip's own number in hexadecimal, its last 8 bytes; 16 characters at the most.</summary>
    public string SerialNumber { get; internal set; }

    /// <summary>CKF_*.</summary>
    public uint Flags { get; internal set; }

    /// <summary>Sessions that can be open at the same time.</summary>
    public uint MaxSessionCount => CK.MaxSessions;

    /// <summary>Sessions that are open now.</summary>
    public uint SessionCount { get; internal set; }

    /// <summary>Read/write sessions that can be open at the same time.</summary>
    public uint MaxRwSessionCount => CK.MaxSessions;

    /// <summary>Read/write sessions that are open now.</summary>
    public uint RwSessionCount { get; internal set; }

    /// <summary>Longest PIN in bytes.</summary>
    public uint MaxPinLength => CK.MaxPinLength;

    /// <summary>Shortest PIN in bytes.</summary>
    public uint MinPinLength => CK.MinPinLength;

    /// <summary>Bytes for objects in all; private and public ones share them. CK_UNAVAILABLE_INFORMATION where the store cannot know.</summary>
    public uint TotalMemory { get; internal set; }

    /// <summary>Bytes that one more object could take. CK_UNAVAILABLE_INFORMATION where the store cannot know.</summary>
    public uint FreeMemory { get; internal set; }

    /// <summary>Version of the hardware: major number in the high byte, minor number in the low one.</summary>
    public uint HardwareVersion => 0;

    /// <summary>Version of the firmware: major number in the high byte, minor number in the low one.</summary>
    public uint FirmwareVersion => 0x0001;

    /// <summary>Time of day on the token; there is none.</summary>
    public string UtcTime => "";
}
