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
    private const string Eeprom = "EepromStore, 511 B";
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
            Console.WriteLine($"{region / 1024} KB:");
            Table table = new Table().MarkdownBorder().AddColumns(
                new TableColumn("Load").NoWrap(), new TableColumn("Store").NoWrap(), Right("Programmed"), Right("Overwritten"), Right("Erases"), Right("Start reads"),
                Right("First save reads"), Right("Start, IL"), Right("Save, IL"), Right("Start, µs"), Right("RAM"), Right("per object"));
            List<string> refused = [];
            foreach ((string load, StorageLoad publicLoad, StorageLoad secretLoad) in Loads(region))
            {
                (string Store, StorageFigures? Figures)[] rows = [.. Rows(publicLoad, secretLoad, littleFs)];
                foreach ((string store, StorageFigures? figures) in rows)
                {
                    if (figures != null)
                    {
                        AddRow(table, load, publicLoad.Objects, store, figures);
                    }
                }

                string[] without = [.. rows.Where(row => row.Figures == null).Select(row => row.Store)];
                if (without.Length > 0)
                {
                    refused.Add($"{load} {(without.Length == rows.Length ? "in any" : "in " + string.Join("; in ", without))}");
                }
            }

            AnsiConsole.Write(table);
            if (refused.Count > 0)
            {
                Console.WriteLine($"What does not fit: {string.Join("; ", refused)}.");
                Console.WriteLine();
            }
        }

        Console.WriteLine(littleFs == null
            ? $"{Plain}, {Drive}: not run: {why}"
            : $"littlefs {littleFs.Version}. {Plain}: {LittleFsConfiguration.Small}. {Drive}: {LittleFsConfiguration.Esp32}.");
        return 0;
    }

    private static IEnumerable<(string Name, StorageLoad Public, StorageLoad Secret)> Loads(int region)
    {
        foreach ((int objects, int length, string remark) in new[] { (6, 1200, ""), (64, 1200, ""), (region / 2 / 1200, 1200, " (half full)"), (6, 64, ""), (64, 64, "") })
        {
            yield return (
                $"{objects} × {length} B{remark}", new StorageLoad(region, objects, length, RecordKind.Certificate),
                new StorageLoad(region, objects, length, RecordKind.PrivateKey));
        }
    }

    private static IEnumerable<(string Store, StorageFigures? Figures)> Rows(StorageLoad publicLoad, StorageLoad secretLoad, LittleFs? littleFs)
    {
        int region = publicLoad.Region;
        var nor = new PartGeometry(PartKind.Flash, 4096, 1, true, region);
        var doubleWords = new PartGeometry(PartKind.Flash, 2048, 8, false, region);
        yield return (NorLog + ", certificates", Measure(nor, publicLoad, out _));
        yield return (NorLog + ", private keys", Measure(nor, secretLoad, out _));
        yield return (DoubleWordLog + ", certificates", Measure(doubleWords, publicLoad, out _));
        yield return (DoubleWordLog + ", private keys", Measure(doubleWords, secretLoad, out _));
        var sections = new PartGeometry(PartKind.Eeprom, 511, 1, true, region);
        yield return (Eeprom + ", certificates", Measure(sections, publicLoad, out _));
        yield return (Eeprom + ", private keys", Measure(sections, secretLoad, out _));
        if (littleFs == null)
        {
            yield break;
        }

        // A file system makes no difference between secrets and what is public.
        yield return (Plain, littleFs.Play(LittleFsConfiguration.Small, publicLoad, LittleFs.PlainTrace(publicLoad)));
        StorageFigures drive = Measure(new PartGeometry(PartKind.Drive, 0, 1, true, region), publicLoad, out string? trace)!;
        StorageFigures? flash = littleFs.Play(LittleFsConfiguration.Esp32, publicLoad, trace!);
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

    private static void AddRow(Table table, string load, int objects, string store, StorageFigures figures)
    {
        bool isIl = figures.MountInstructions > 0;
        table.AddRow(
            load, store, Ratio(figures.Programmed), Ratio(figures.Overwritten), Whole(figures.Erases), Whole(figures.MountReads), Whole(figures.FirstSaveReads),
            isIl ? Whole(figures.MountInstructions) : "", isIl ? Whole(figures.SaveInstructions) : "", Whole(figures.MountTime), Whole(figures.Ram),
            isIl ? ((double)(figures.Ram - figures.EmptyRam) / objects).ToString("0.0", CultureInfo.InvariantCulture) : "");
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();

    private static string Ratio(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
