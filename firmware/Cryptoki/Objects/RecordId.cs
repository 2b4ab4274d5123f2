using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>
/// Ids of token objects' records: kind (class plus 1) in the top byte, a number that grows with each new object below. A token
/// object's id is its handle too, with the log-in's bits where it is private (ObjectTable), so the others stay the same over restarts and in several processes.
/// </summary>
internal static class RecordId
{
    /// <summary>All bits that an id has.</summary>
    public const uint Mask = 0x7FFFFFF;

    /// <summary>The largest number.</summary>
    public const uint MaxNumber = 0xFFFFFF;

    /// <summary>Makes an id.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="number">1 to <see cref="MaxNumber"/>.</param>
    public static uint Make(uint objectClass, uint number) => ((objectClass + 1) << 24) | number;

    /// <summary>Whether a record may be an object: not the system's, and of a kind that this format has.</summary>
    /// <param name="id">The record's id.</param>
    public static bool IsObject(uint id) =>
        id >= SystemRecord.FirstFree && (id >> 24) - 1 <= CKO.CKO_SECRET_KEY && Number(id) != 0;

    /// <summary>Class of an object's record.</summary>
    /// <param name="id">The record's id.</param>
    public static uint Class(uint id) => (id >> 24) - 1;

    /// <summary>Number of an object's record.</summary>
    /// <param name="id">The record's id.</param>
    public static uint Number(uint id) => id & MaxNumber;
}
