namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>A part and the store on it.</summary>
/// <param name="Kind">What sort of part.</param>
/// <param name="BlockSize">Bytes of a block or section.</param>
/// <param name="WriteSize">Program unit in bytes.</param>
/// <param name="CanReprogram">Whether a unit may be programmed again.</param>
/// <param name="Region">Size of the part in bytes.</param>
public sealed record PartGeometry(PartKind Kind, int BlockSize, int WriteSize, bool CanReprogram, int Region)
{
    /// <summary>Makes the part, erased.</summary>
    public IMeteredPart Make() => Kind switch
    {
        PartKind.Flash => new MeteredFlash(Region / BlockSize, BlockSize, WriteSize, CanReprogram),
        PartKind.Eeprom => new MeteredEeprom(Region / BlockSize, BlockSize),
        _ => new TracedDrive(),
    };
}
