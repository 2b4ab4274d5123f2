namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>What is stored and how often it is replaced.</summary>
/// <param name="Region">Size of the part in bytes.</param>
/// <param name="Objects">How many records.</param>
/// <param name="Length">Bytes of each value.</param>
/// <param name="Kind">One of <see cref="Pal.RecordKind"/>.</param>
public sealed record StorageLoad(int Region, int Objects, int Length, uint Kind)
{
    /// <summary>Records replaced before anything is counted: the part has been written through twice then.</summary>
    public int WarmUp => Math.Max(200, 2 * Region / Length);

    /// <summary>Records replaced while it is counted.</summary>
    public int Saves => Math.Max(1000, 4 * Region / Length);

    /// <summary>Id of a record.</summary>
    /// <param name="number">Its number, from 0.</param>
    public uint IdOf(int number) => Kind << 24 | (uint)(number + 1);

    /// <summary>Which records are replaced, one after another; the same in each run.</summary>
    public IEnumerable<int> Victims()
    {
        var random = new Random(1);
        for (int i = 0; i < WarmUp + Saves; i++)
        {
            yield return random.Next(Objects);
        }
    }
}
