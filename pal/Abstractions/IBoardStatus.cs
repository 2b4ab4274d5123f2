namespace NfToken.Pal;

/// <summary>What a board tells of itself; no secrets.</summary>
public interface IBoardStatus
{
    /// <summary>Which board and which store, such as <c>ESP32_REV0 (raw)</c>.</summary>
    string Board { get; }

    /// <summary>What runs on it, with its version.</summary>
    string Firmware { get; }

    /// <summary>Free bytes of managed memory; -1 where the platform does not tell.</summary>
    int FreeMemory { get; }
}
