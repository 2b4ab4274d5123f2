using System.Collections.Generic;
using System.Linq;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tool.Inspection;

/// <summary>Makes a report of the drive store.</summary>
internal static class DriveReport
{
    /// <summary>Reads a folder.</summary>
    /// <param name="image">Its name.</param>
    /// <param name="target">The board's target, or null.</param>
    /// <param name="profile">Its profile, or null.</param>
    /// <param name="folder">Path of the folder; nothing in it is changed.</param>
    /// <param name="notes">What is known of it already.</param>
    public static StoreReport Make(string image, string? target, string? profile, string folder, List<string> notes)
    {
        DirectoryDrive drive = new(folder);
        var inspection = DriveInspection.Read(drive);
        var store = Start(drive, notes, out StoreError? refusal);
        var files = inspection.Files.OrderBy(file => file.Name, System.StringComparer.Ordinal).ToArray();
        return new StoreReport
        {
            Image = image,
            Target = target,
            Profile = profile,
            Store = "drive",
            Content = refusal == StoreError.Version ? "otherVersion" : inspection.IsStore ? "store" : files.Length == 0 ? "blank" : "foreign",
            Version = inspection.IsStore ? inspection.Version : null,
            Notes = notes,
            Bytes = ByteCounts.Of(files.Select(file => (SortOf(file), (long)file.Length))),
            Records = [.. files.Where(file => file.Id != 0 && file.State != DriveFileState.Absence).Select(file => Record(file, store))],
            Blocks = [],
            Files = [.. files.Select(file => new FileReport(
                file.Name, file.Length, StateOf(file.State), file.Id == 0 ? null : RecordText.IdOf(file.Id), file.Id == 0 ? null : file.Generation, ChecksumOf(file)))],
        };
    }

    /// <summary>What a file's bytes are.</summary>
    /// <param name="state">State of the file, as reports have it.</param>
    public static string SortOf(string state) => state switch
    {
        "live" => What.Live,
        "damaged" => What.Damaged,
        "mark" or "wipe" or "absence" => What.Header,
        "foreign" => What.Foreign,
        _ => What.Dead,
    };

    private static string SortOf(DriveFileInspection file) => SortOf(StateOf(file.State));

    private static string StateOf(DriveFileState state) => state switch
    {
        DriveFileState.Mark => "mark",
        DriveFileState.Wipe => "wipe",
        DriveFileState.Absence => "absence",
        DriveFileState.Live => "live",
        DriveFileState.Damaged => "damaged",
        DriveFileState.Replaced => "replaced",
        DriveFileState.Unfinished => "unfinished",
        _ => "foreign",
    };

    private static string ChecksumOf(DriveFileInspection file) =>
        file.Id == 0 || file.State == DriveFileState.Absence ? "none" : file.IsIntact ? "right" : "wrong";

    private static RecordReport Record(DriveFileInspection file, DriveStore? store)
    {
        var text = file.State == DriveFileState.Live && store != null ? RecordText.Read(store, file.Id) : RecordText.None;
        return new RecordReport(
            RecordText.IdOf(file.Id), RecordText.KindOf(file.Id), text.Label, text.Detail,
            file.State == DriveFileState.Unfinished ? "interrupted" : StateOf(file.State), ChecksumOf(file), file.ValueLength, (uint)file.Generation,
            [new Place(null, DriveInspection.ValueOffset, file.ValueLength, file.Name)]);
    }

    /// <summary>Does with a copy in memory what the board would do at its next start, and notes how that ends.</summary>
    private static DriveStore? Start(DirectoryDrive drive, List<string> notes, out StoreError? refusal)
    {
        refusal = null;
        MemoryDrive copy = new();
        foreach (string name in drive.GetFileNames())
        {
            if (drive.Read(name) is { } content)
            {
                copy.Write(name, content);
                ObjectStore.GetObjectValueCleanup(content);
            }
        }

        try
        {
            return DriveStore.Open(copy);
        }
        catch (StoreException e)
        {
            refusal = e.Error;
            notes.Add(e.Error switch
            {
                StoreError.NotFormatted => "no store was ever made here",
                StoreError.Foreign => $"the mark of a store is missing or damaged ({e.Message}): a start leaves everything as it is",
                StoreError.Version => $"another version of the format ({e.Message}): a start leaves it as it is",
                _ => $"a start fails: {e.Message}",
            });
            return null;
        }
    }
}
