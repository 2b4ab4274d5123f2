namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>Sorts of parts.</summary>
public enum PartKind
{
    /// <summary>Raw flash, for the flash log.</summary>
    Flash,

    /// <summary>EEPROM in sections.</summary>
    Eeprom,

    /// <summary>A drive with files, for the drive store; its bytes are littlefs's affair.</summary>
    Drive,
}
