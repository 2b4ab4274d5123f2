namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>What one store did with one load.</summary>
public sealed class StorageFigures
{
    /// <summary>Bytes programmed into blank cells for each byte saved.</summary>
    public double Programmed { get; set; }

    /// <summary>Bytes programmed over old values for each byte saved.</summary>
    public double Overwritten { get; set; }

    /// <summary>Blocks erased in a thousand saves.</summary>
    public double Erases { get; set; }

    /// <summary>Bytes read by a start.</summary>
    public long MountReads { get; set; }

    /// <summary>Bytes read by the first save after a start.</summary>
    public long FirstSaveReads { get; set; }

    /// <summary>IL instructions of a start; 0 where it is not IL.</summary>
    public long MountInstructions { get; set; }

    /// <summary>IL instructions of a save, on average; 0 where it is not IL.</summary>
    public long SaveInstructions { get; set; }

    /// <summary>Time of a start on this computer in microseconds.</summary>
    public double MountTime { get; set; }

    /// <summary>RAM that an empty store keeps on the interpreter, in bytes; 0 where it is not IL.</summary>
    public long EmptyRam { get; set; }

    /// <summary>RAM with the load's records, or what littlefs takes on this computer.</summary>
    public long Ram { get; set; }

    /// <summary>Takes what all counted saves did together.</summary>
    /// <param name="load">The load.</param>
    /// <param name="programmed">Bytes.</param>
    /// <param name="overwritten">Bytes.</param>
    /// <param name="erases">Blocks.</param>
    public void TakeSaves(StorageLoad load, long programmed, long overwritten, long erases)
    {
        double saved = (double)load.Saves * load.Length;
        Programmed = programmed / saved;
        Overwritten = overwritten / saved;
        Erases = 1000.0 * erases / load.Saves;
    }
}
