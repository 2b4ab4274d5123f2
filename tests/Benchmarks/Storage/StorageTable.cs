using System.Globalization;
using System.Reflection;
using System.Text.Json;
using NfToken.Pal;
using Spectre.Console;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>The tables that pal/Storage/README.md shows.</summary>
internal static class StorageTable
{
    private const string NorLog = "FlashStore, NOR";
    private const string DoubleWordLog = "FlashStore, STM32";
    private const string Plain = "littlefs, a file each";
    private const string Drive = "DriveStore on littlefs";

    private static readonly int[] Regions = [8192, 65536, 262144];

    private static readonly MethodInfo Counted = new InstrumentedContext(Instrument.Count).Find(typeof(StoreRun)).GetMethod(nameof(StoreRun.MeasureJson))!;

    /// <summary>Measures and prints.</summary>
    /// <returns>0.</returns>
    public static int Print()
    {
        using LittleFs? littleFs = LittleFs.Build(out string? why);
        AnsiConsole.Profile.Width = 200;
        foreach (int region in Regions)
        {
            Console.WriteLine($"{region / 1024} KB");
            Console.WriteLine();
            Table table = new Table().MarkdownBorder().AddColumns(
                new TableColumn("Load").NoWrap(), new TableColumn("Store").NoWrap(), Right("Programmed"), Right("Overwritten"), Right("Erases"), Right("Start reads"),
                Right("First save reads"), Right("Start, IL"), Right("Save, IL"), Right("Start, µs"), Right("RAM"), Right("per object"));
            foreach (StorageLoad load in Loads(region))
            {
                foreach ((string store, StorageFigures? figures) in Rows(load, littleFs))
                {
                    AddRow(table, load, store, figures);
                }
            }

            AnsiConsole.Write(table);
            Console.WriteLine();
        }

        Console.WriteLine(littleFs == null
            ? $"{Plain}, {Drive}: not run: {why}"
            : $"littlefs {littleFs.Version}. {Plain}: {LittleFsConfiguration.Small}; {Drive}: {LittleFsConfiguration.Esp32}");
        return 0;
    }

    private static IEnumerable<StorageLoad> Loads(int region)
    {
        foreach ((int objects, int length) in new[] { (6, 1200), (64, 1200), (region / 2 / 1200, 1200), (6, 64), (64, 64) })
        {
            yield return new StorageLoad(region, objects, length, RecordKind.Certificate);
            yield return new StorageLoad(region, objects, length, RecordKind.PrivateKey);
        }
    }

    private static IEnumerable<(string Store, StorageFigures? Figures)> Rows(StorageLoad load, LittleFs? littleFs)
    {
        var nor = new PartGeometry(NorLog, PartKind.Flash, 4096, 1, true, load.Region);
        var doubleWords = new PartGeometry(DoubleWordLog, PartKind.Flash, 2048, 8, false, load.Region);
        yield return (NorLog, Measure(nor, load, out _));
        yield return (DoubleWordLog, Measure(doubleWords, load, out _));
        if (load.Kind != RecordKind.Certificate || littleFs == null)
        {
            // A file system makes no difference between secrets and what is public.
            yield break;
        }

        yield return (Plain, littleFs.Play(LittleFsConfiguration.Small, load, LittleFs.PlainTrace(load)));
        StorageFigures drive = Measure(new PartGeometry(Drive, PartKind.Drive, 0, 1, true, load.Region), load, out string? trace)!;
        StorageFigures? flash = littleFs.Play(LittleFsConfiguration.Esp32, load, trace!);
        if (flash != null)
        {
            (flash.MountInstructions, flash.SaveInstructions, flash.EmptyRam, flash.Ram) = (drive.MountInstructions, drive.SaveInstructions, drive.EmptyRam, drive.Ram);
            flash.MountTime += drive.MountTime;
        }

        yield return (Drive, flash);
    }

    /// <summary>Times on the rooms as they are, counts on the instrumented ones.</summary>
    private static StorageFigures? Measure(PartGeometry geometry, StorageLoad load, out string? trace)
    {
        StorageFigures? figures = StoreRun.Measure(geometry, load, out trace);
        string? counted = (string?)Counted.Invoke(null, [JsonSerializer.Serialize(new StoreRun.Request(geometry, load))]);
        if (figures == null || counted == null)
        {
            return null;
        }

        StorageFigures instructions = JsonSerializer.Deserialize<StorageFigures>(counted)!;
        (figures.MountInstructions, figures.SaveInstructions) = (instructions.MountInstructions, instructions.SaveInstructions);
        return figures;
    }

    private static void AddRow(Table table, StorageLoad load, string store, StorageFigures? figures)
    {
        if (figures == null)
        {
            table.AddRow(load.Name, store, "does not fit");
            return;
        }

        bool isIl = figures.MountInstructions > 0;
        table.AddRow(
            load.Name, store, Ratio(figures.Programmed), Ratio(figures.Overwritten), Whole(figures.Erases), Whole(figures.MountReads), Whole(figures.FirstSaveReads),
            isIl ? Whole(figures.MountInstructions) : "", isIl ? Whole(figures.SaveInstructions) : "", Whole(figures.MountTime), Whole(figures.Ram),
            isIl ? ((double)(figures.Ram - figures.EmptyRam) / load.Objects).ToString("0.0", CultureInfo.InvariantCulture) : "");
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();

    private static string Ratio(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
