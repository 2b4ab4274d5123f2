using System.Diagnostics;
using NfToken.Pal;
using NfToken.Tests.Benchmarks.Counting;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>Puts one of the stores under a load.</summary>
/// <remarks>This class is loaded twice: bound to the rooms as they are, which gives times, and to their instrumented images, which gives counts.</remarks>
public static class StoreRun
{
    private const int Starts = 20;

    /// <summary>Runs a load.</summary>
    /// <param name="geometry">The part.</param>
    /// <param name="load">What is stored.</param>
    /// <param name="trace">What a drive's file system would have to do; null for other parts.</param>
    /// <returns>The figures by their names; null where the load does not fit.</returns>
    public static StorageFigures? Measure(PartGeometry geometry, StorageLoad load, out string? trace)
    {
        trace = null;
        IMeteredPart part = geometry.Make();
        ObjectStore store = part.Format();
        var figures = new StorageFigures { EmptyRam = RetainedMemory.Of(store, part) };
        var random = new Random(2);
        byte[] value = new byte[load.Length];
        void Save(int number)
        {
            random.NextBytes(value);
            store.SaveObject(load.IdOf(number), value);
        }

        try
        {
            for (int i = 0; i < load.Objects; i++)
            {
                Save(i);
            }

            int done = 0;
            foreach (int victim in load.Victims())
            {
                if (done++ == load.WarmUp)
                {
                    part.Reset();
                    Counter.Reset();
                }

                Save(victim);
            }
        }
        catch (StoreException e) when (e.Error == StoreError.Full)
        {
            return null;
        }

        figures.TakeSaves(load, part.BytesProgrammed, part.BytesOverwritten, part.Erases);
        figures.SaveInstructions = Counter.Instructions / load.Saves;
        figures.MountTime = double.MaxValue;
        for (int start = 0; start < Starts; start++)
        {
            part.Reset();
            Counter.Reset();
            long begun = Stopwatch.GetTimestamp();
            store = part.Open();
            figures.MountTime = Math.Min(figures.MountTime, Stopwatch.GetElapsedTime(begun).TotalMicroseconds);
        }

        figures.MountReads = part.BytesRead;
        figures.MountInstructions = Counter.Instructions;
        figures.Ram = RetainedMemory.Of(store, part);
        part.Reset();
        Save(0);
        figures.FirstSaveReads = part.BytesRead;
        part.Reset();
        trace = (part as TracedDrive)?.Trace.ToString();
        return figures;
    }

    /// <summary>The same for a caller from another load of this class: what crosses is text.</summary>
    /// <param name="json">Geometry and load.</param>
    /// <returns>The figures, or null where the load does not fit.</returns>
    public static string? MeasureJson(string json)
    {
        var request = System.Text.Json.JsonSerializer.Deserialize<Request>(json)!;
        StorageFigures? figures = Measure(request.Geometry, request.Load, out _);
        return figures == null ? null : System.Text.Json.JsonSerializer.Serialize(figures);
    }

    /// <summary>What <see cref="MeasureJson"/> takes.</summary>
    /// <param name="Geometry">The part.</param>
    /// <param name="Load">What is stored.</param>
    public sealed record Request(PartGeometry Geometry, StorageLoad Load);
}
