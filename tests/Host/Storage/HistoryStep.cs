using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tests.Host.Storage;

/// <summary>One operation of a history: a save, a deletion, or (with id 0) a wipe.</summary>
internal sealed record HistoryStep(uint Id, byte[]? Value)
{
    /// <summary>Of each kind some; the store treats secrets and what anyone may see differently.</summary>
    private static readonly uint[] s_kinds = [0x04000001, 0x02000001, 0x05000001, 0x00000001, 0x03000001, 0x01000001, 0x7F000001];

    public bool IsWipe => Id == 0;

    /// <summary>Makes up the next operation.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="content">What the store holds.</param>
    /// <param name="records">How many records there may be.</param>
    /// <param name="typical">Bytes that most values have at most.</param>
    /// <param name="largest">Bytes that a value has at most.</param>
    public static HistoryStep Next(FaultRandom random, StoreContent content, int records, int typical, int largest)
    {
        if (random.OneIn(60))
        {
            return new HistoryStep(0, null);
        }

        int number = random.Next(records);
        uint id = s_kinds[number % s_kinds.Length] + (uint)(number / s_kinds.Length);
        if (content[id] != null && random.OneIn(3))
        {
            return new HistoryStep(id, null);
        }

        return new HistoryStep(id, MakeValue(random, random.OneIn(10) ? largest : typical));
    }

    /// <summary>A value: mostly random bytes; also those that look like erased or overwritten flash.</summary>
    public static byte[] MakeValue(FaultRandom random, int largest)
    {
        byte[] value = new byte[random.Next(largest + 1)];
        switch (random.Next(12))
        {
            case 0:
                break;
            case 1:
                Array.Fill(value, (byte)0xFF);
                break;
            default:
                random.Fill(value);
                break;
        }

        return value;
    }

    /// <summary>What is there once it is done.</summary>
    public StoreContent Apply(StoreContent content) =>
        IsWipe ? StoreContent.Empty : Value == null ? content.Without(Id) : content.With(Id, Value);

    /// <summary>Does it.</summary>
    /// <returns>False where the store was full: then all stands as it was.</returns>
    public bool Run(ObjectStore store)
    {
        if (IsWipe)
        {
            store.Wipe();
        }
        else if (Value == null)
        {
            store.DeleteObject(Id);
        }
        else
        {
            try
            {
                store.SaveObject(Id, Value);
            }
            catch (StoreException full) when (full.Error == StoreError.Full)
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => IsWipe ? "wipe" : Value == null ? $"delete {Id:X}" : $"save {Id:X}, {Value.Length} bytes";
}
