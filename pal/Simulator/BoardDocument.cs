using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfToken.Pal.Simulator;

/// <summary>board.json as it stands in the file, before it is checked; the members are explained in board-configs/README.md.</summary>
internal sealed record BoardDocument(
    string Target,
    string Name,
    string Family,
    BoardDocument.FlashPart Flash,
    IReadOnlyList<BoardDocument.PartitionPart> Partitions,
    IReadOnlyDictionary<string, BoardDocument.ProfilePart> Profiles,
    BoardDocument.DeviceIdPart DeviceId,
    BoardDocument.EntropyPart Entropy,
    BoardDocument.NetworkPart Network,
    BoardDocument.ConsolePart Console,
    IReadOnlyDictionary<string, int> Pins,
    BoardDocument.SpiPart? Spi = null,
    BoardDocument.NativePart? Native = null,
    BoardDocument.ProvisioningPart? Provisioning = null)
{
    /// <summary>How it is read.</summary>
    internal static BoardJson Json { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
#if NET10_0_OR_GREATER
        // .NET 9 cannot refuse them; only the module reads with it, and the tests have read every board.json before.
        AllowDuplicateProperties = false,
#endif
    });

    internal sealed record SectorRun(int Count, string Size);

    internal sealed record FlashPart(int WriteSize, bool CanReprogram, IReadOnlyList<SectorRun> Sectors, string? Address = null);

    internal sealed record PartitionPart(string Name, string Offset, string Size, string? Type = null, string? Subtype = null);

    internal sealed record ProfilePart(
        string Firmware,
        string Store,
        string? Partition = null,
        string? Drive = null,
        string? Chip = null,
        string? Offset = null,
        string? Size = null,
        SectorRun? Sections = null,
        IReadOnlyList<PartitionPart>? AddedPartitions = null,
        IReadOnlyList<PartitionPart>? ChangedPartitions = null);

    internal sealed record DeviceIdPart(string Kind, int Length);

    internal sealed record EntropyPart(string Source, bool Trusted, bool NeedsRadio);

    internal sealed record NetworkPart(string Kind);

    internal sealed record NativePart(bool HmacSha256, IReadOnlyList<int> AesKeyLengths);

    internal sealed record ConsolePart(int Uart, int Baud, string? Driver = null);

    internal sealed record ProvisioningPart(int Uart, int Baud);

    internal sealed record SpiPart(int Bus, int Frequency);
}
