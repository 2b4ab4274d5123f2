namespace NfToken.Pal.Storage;

/// <summary>What the store remembers only while it starts or saves a value in pieces.</summary>
internal sealed class FlashWork
{
    /// <summary>Blocks whose headers check, or null after the start. A header may waver, so one answer holds.</summary>
    internal bool[] IsSound;

    /// <summary>An entry that was judged once and may read differently now.</summary>
    internal FlashCursor Doubtful;

    /// <summary>Its value, read once and checked.</summary>
    internal byte[] DoubtfulValue;

    /// <summary>Record whose pieces are live although no last piece stands for them, or 0.</summary>
    internal uint PendingId;

    /// <summary>Serial of those pieces.</summary>
    internal uint PendingSerial;

    /// <summary>Entries of lower serials in a block whose header does not check were wiped.</summary>
    internal uint WipedSerial;

    /// <summary>Where this session wrote before a block failed, or null: no loss of power, so what reads as blank there is.</summary>
    internal FlashTail Kept;

    /// <summary>Entries beyond naming in blocks whose headers check.</summary>
    internal int Lost;

    /// <summary>There are committed values that do not live.</summary>
    internal bool HasDead;

    internal bool IsDoubtful(FlashCursor entry) => Doubtful != null && entry.Block == Doubtful.Block && entry.Number == Doubtful.Number;
}
