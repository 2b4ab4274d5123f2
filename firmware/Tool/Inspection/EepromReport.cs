using System.Collections.Generic;
using System.Linq;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tool.Inspection;

/// <summary>Makes a report of the store of sections.</summary>
internal static class EepromReport
{
    /// <summary>Reads a part.</summary>
    /// <param name="image">Its name.</param>
    /// <param name="board">The board.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="dump">The part.</param>
    /// <param name="notes">What is known of it already.</param>
    public static StoreReport Make(string image, BoardDescription board, BoardProfile profile, EepromDump dump, List<string> notes)
    {
        var inspection = EepromInspection.Read(dump);
        var store = Start(dump, notes, out StoreError? refusal);
        var sections = inspection.Sections.Select(section => Section(section, dump.SectionSize)).ToArray();
        return new StoreReport
        {
            Image = image,
            Target = board.Target,
            Profile = profile.Name,
            Store = "eeprom",
            Content = refusal == StoreError.Version ? "otherVersion"
                : inspection.IsStore ? "store"
                : sections.All(section => section.State == "blank") ? "blank" : "foreign",
            Version = inspection.IsStore ? inspection.Version : null,
            Notes = notes,
            Bytes = ByteCounts.Of(sections.SelectMany(section => section.Stretches).Select(stretch => (stretch.What, (long)stretch.Length))),
            Records = refusal == StoreError.Version ? [] : Records(inspection, store),
            Blocks = [],
            Sections = sections,
            Files = [],
        };
    }

    /// <summary>Does with a copy what the board would do at its next start, and notes how that ends.</summary>
    private static EepromStore? Start(EepromDump dump, List<string> notes, out StoreError? refusal)
    {
        refusal = null;
        try
        {
            var store = EepromStore.Open(dump.Copy());
            if (store.LostRecords > 0)
            {
                notes.Add($"{store.LostRecords} {(store.LostRecords == 1 ? "record is" : "records are")} damaged so that not even the id can be named");
            }

            return store;
        }
        catch (StoreException e)
        {
            refusal = e.Error;
            notes.Add(e.Error switch
            {
                StoreError.NotFormatted => "all bytes are alike: no store was ever made here, or it was erased",
                StoreError.Foreign => "no section begins as this format does: a start leaves it as it is",
                StoreError.Version => $"another version of the format ({e.Message}): a start leaves it as it is",
                _ => $"a start fails: {e.Message}",
            });
            return null;
        }
    }

    private static SectionReport Section(EepromSectionInspection section, int size)
    {
        bool isPiece = section.PieceCount > 0;
        string? record = section.Id == 0 ? null : RecordText.IdOf(section.Id);
        return new SectionReport(
            section.Section, (long)section.Section * size, size, StateOf(section.State), record, section.IsNamed ? section.Serial : null,
            isPiece ? section.Piece : null, isPiece ? section.PieceCount : null, isPiece ? section.DataLength : null, ChecksumOf(section), [.. Stretches(section, record, size)]);
    }

    private static IEnumerable<Stretch> Stretches(EepromSectionInspection section, string? record, int size)
    {
        string what = section.State switch
        {
            EepromSectionState.Live => What.Live,
            EepromSectionState.Damaged or EepromSectionState.Unreadable => What.Damaged,
            EepromSectionState.Foreign => What.Foreign,
            EepromSectionState.Blank or EepromSectionState.Void or EepromSectionState.Announcement or EepromSectionState.Deletion => What.Free,
            _ => What.Dead,
        };
        if (!section.IsNamed)
        {
            yield return new Stretch(0, size, what, null);
            yield break;
        }

        yield return new Stretch(0, EepromInspection.HeaderSize, What.Header, record);
        int end = EepromInspection.HeaderSize + section.DataLength;
        if (section.DataLength > 0)
        {
            yield return new Stretch(EepromInspection.HeaderSize, section.DataLength, what, record);
        }

        if (end < size)
        {
            yield return new Stretch(end, size - end, section.HasRemains ? What.Dead : what is What.Live or What.Damaged ? What.Unused : What.Free, null);
        }
    }

    private static List<RecordReport> Records(EepromInspection inspection, EepromStore? store)
    {
        List<RecordReport> records = [];

        // The pieces of a value have one serial; of one record some may be whole and others not.
        var named = inspection.Sections.Where(section => section.PieceCount > 0 || section.State == EepromSectionState.Deletion);
        foreach (var group in named.GroupBy(section => (section.Id, section.Serial, Group: GroupOf(section.State))).OrderBy(group => group.Key.Serial))
        {
            // Of a piece that is there twice the store takes the one that is whole.
            var pieces = group.OrderBy(section => !section.IsIntact).DistinctBy(section => section.Piece).OrderBy(section => section.Piece).ToArray();
            string state = group.Key.Group;
            bool isWhole = pieces.All(section => section.IsIntact)
                && (state == "deletion" || pieces.Length == pieces[0].PieceCount);
            if (state == "live" && !isWhole)
            {
                state = "damaged";
            }

            var text = state == "live" && store != null ? RecordText.Read(store, group.Key.Id) : RecordText.None;
            records.Add(new RecordReport(
                group.Key.Id == 0 ? null : RecordText.IdOf(group.Key.Id), group.Key.Id == 0 ? "all" : RecordText.KindOf(group.Key.Id), text.Label, text.Detail, state,
                isWhole ? "right" : state == "damaged" ? "wrong" : "none", pieces[0].ValueLength, group.Key.Serial,
                [.. pieces.Where(section => section.DataLength > 0).Select(section => new Place(null, EepromInspection.HeaderSize, section.DataLength, null, section.Section))]));
        }

        records.AddRange(inspection.Sections
            .Where(section => section.State == EepromSectionState.Unreadable)
            .Select(section => new RecordReport(null, "unknown", null, null, "lost", "wrong", null, null, [new Place(null, 0, inspection.SectionSize, null, section.Section)])));
        return records;
    }

    private static string GroupOf(EepromSectionState state) => state switch
    {
        EepromSectionState.Live or EepromSectionState.Damaged => "live",
        EepromSectionState.Deletion => "deletion",
        EepromSectionState.Dead => "replaced",
        _ => "interrupted",
    };

    private static string StateOf(EepromSectionState state) => state switch
    {
        EepromSectionState.Blank => "blank",
        EepromSectionState.Unreadable => "unreadable",
        EepromSectionState.Void => "void",
        EepromSectionState.Announcement => "announcement",
        EepromSectionState.Deletion => "deletion",
        EepromSectionState.Live => "live",
        EepromSectionState.Damaged => "damaged",
        EepromSectionState.Dead => "dead",
        EepromSectionState.Interrupted => "interrupted",
        EepromSectionState.Copy => "copy",
        _ => "foreign",
    };

    private static string ChecksumOf(EepromSectionInspection section) =>
        section.IsIntact ? "right" : section.State is EepromSectionState.Blank or EepromSectionState.Foreign ? "none" : "wrong";
}
