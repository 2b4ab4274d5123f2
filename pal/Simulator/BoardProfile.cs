namespace NfToken.Pal.Simulator;

/// <summary>Where a board keeps the token's objects.</summary>
public enum BoardStoreKind
{
    /// <summary>The flash log, on a partition of raw flash.</summary>
    Flash,

    /// <summary>Files on a drive.</summary>
    Drive,
}

/// <summary>One of the ways in which a board can keep the token's objects.</summary>
/// <param name="Name">The profile's name, such as <c>raw</c>.</param>
/// <param name="NeedsOwnFirmware">Whether released firmware does not do.</param>
/// <param name="Store">What keeps the objects.</param>
/// <param name="Partition">The partition that carries the store.</param>
/// <param name="Drive">Root of the drive on the board, such as <c>I:\</c>; null for <see cref="BoardStoreKind.Flash"/>.</param>
public sealed record BoardProfile(string Name, bool NeedsOwnFirmware, BoardStoreKind Store, BoardPartition Partition, string? Drive);
