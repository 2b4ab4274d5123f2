namespace NfToken.Pal.Storage;

/// <summary>What an entry is for.</summary>
internal static class FlashEntryKind
{
    /// <summary>A record, whole.</summary>
    internal const int Record = 1;

    /// <summary>A piece of a record that lies in several blocks; no record before its last piece is committed.</summary>
    internal const int Piece = 2;

    /// <summary>The last piece: total length (4 bytes), then its share of the value.</summary>
    internal const int LastPiece = 3;

    /// <summary>Deletes a record; no data.</summary>
    internal const int Deletion = 4;

    /// <summary>A block that is out of use: its index stands for the record id; no data.</summary>
    internal const int Retirement = 5;

    /// <summary>
    /// A block whose records were all copied behind or before this entry: its index stands for the record id, its sequence for the serial, the low bits of its
    /// erase count for the number of the piece.
    /// </summary>
    internal const int Source = 6;
}
