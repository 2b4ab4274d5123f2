using System;
using System.Collections.Generic;
using System.Linq;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tool.Inspection;

/// <summary>Makes a report of the flash log.</summary>
internal static class FlashReport
{
    // FORMAT.md of pal/Storage has the numbers.
    private const int LastPiece = 3;
    private const int Deletion = 4;
    private const int Retirement = 5;
    private const int Source = 6;

    /// <summary>Reads a region.</summary>
    /// <param name="image">Its name.</param>
    /// <param name="board">The board.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="dump">The region.</param>
    /// <param name="notes">What is known of it already.</param>
    public static StoreReport Make(string image, BoardDescription board, BoardProfile profile, FlashDump dump, List<string> notes)
    {
        var region = board.GetRegion(profile);
        var place = region.Place;
        var inspection = FlashInspection.Read(dump);
        var store = Start(dump, notes, out StoreError? refusal);
        var blocks = inspection.Blocks.Select(block => Block(block, dump, place.Offset)).ToArray();
        uint[] erases = [.. inspection.Blocks.Where(block => block.IsBorn).Select(block => block.EraseCount)];
        return new StoreReport
        {
            Image = image,
            Target = board.Target,
            Profile = profile.Name,
            Store = "flash",
            Content = refusal == StoreError.Version ? "otherVersion"
                : inspection.IsLog ? "store"
                : blocks.All(block => block.State == "blank") ? "blank" : "foreign",
            Version = inspection.IsLog ? inspection.Version : null,
            Notes = notes,
            Part = new PartReport(region.Chip == null ? place.Name : null, region.Chip?.Name, place.Offset, place.Size, dump.WriteSize, dump.CanReprogram),
            Bytes = ByteCounts.Of(blocks.SelectMany(block => block.Stretches).Select(stretch => (stretch.What, (long)stretch.Length))),
            Wear = erases.Length == 0 ? null : new WearReport(erases.Min(), erases.Max(), blocks.Length - erases.Length),
            Records = Records(inspection, store),
            Blocks = blocks,
            Files = [],
        };
    }

    /// <summary>Does with a copy what the board would do at its next start, and notes how that ends.</summary>
    private static FlashStore? Start(FlashDump dump, List<string> notes, out StoreError? refusal)
    {
        refusal = null;
        try
        {
            var store = FlashStore.Open(dump.Copy());
            if (store.LostRecords > 0)
            {
                notes.Add($"{store.LostRecords} {(store.LostRecords == 1 ? "entry is" : "entries are")} damaged so that not even the record can be named");
            }

            return store;
        }
        catch (StoreException e)
        {
            refusal = e.Error;
            notes.Add(e.Error switch
            {
                StoreError.NotFormatted => "all bytes are erased: no store was ever made here, or it was erased",
                StoreError.Foreign => "no block begins as this format does: a start leaves it as it is",
                StoreError.Version => $"another version of the format ({e.Message}): a start leaves it as it is",
                _ => $"a start fails: {e.Message}",
            });
            return null;
        }
    }

    private static BlockReport Block(FlashBlockInspection block, FlashDump dump, long partition)
    {
        string state = block.State switch
        {
            FlashBlockState.Free => "free",
            FlashBlockState.InUse => "inUse",
            FlashBlockState.Dirty => "dirty",
            FlashBlockState.Retired => "retired",
            FlashBlockState.Blank => "blank",
            _ => "foreign",
        };
        return new BlockReport(
            block.Block, partition + dump.StartOf(block.Block), block.Size, state, block.IsBorn ? block.EraseCount : null, block.Sequence > 0 ? block.Sequence : null,
            Stretches(block, dump));
    }

    private static List<Stretch> Stretches(FlashBlockInspection block, FlashDump dump)
    {
        string rest = block.State switch
        {
            FlashBlockState.Retired => What.Retired,
            FlashBlockState.Foreign => What.Foreign,
            FlashBlockState.Dirty => What.Unused,
            _ => What.Free,
        };
        if (block.State is FlashBlockState.Retired or FlashBlockState.Foreign or FlashBlockState.Blank)
        {
            return [new Stretch(0, block.Size, rest, null)];
        }

        // Later ones win, where a damaged entry claims bytes of another.
        (string What, string? Record)[] cells = new (string, string?)[block.Size];
        Array.Fill(cells, (rest, null));
        Fill(cells, block.UsableSize, block.Size - block.UsableSize, What.Unused, null);
        Fill(cells, 0, HeaderSize(dump), What.Header, null);
        foreach (var entry in block.Entries.OrderBy(entry => entry.IsLive))
        {
            string what = !entry.IsLive ? What.Dead : entry.IsIntact ? What.Live : What.Damaged;
            string? record = entry.IsNamed && entry.Kind <= Deletion ? RecordText.IdOf(entry.Id) : null;
            Fill(cells, entry.Offset, entry.Size, what, record);
            if (entry.IsNamed)
            {
                int unit = dump.WriteSize;
                Fill(cells, entry.DataOffset, (entry.DataLength + unit - 1) / unit * unit, what, record);
            }
        }

        List<Stretch> stretches = [];
        for (int start = 0, i = 1; i <= cells.Length; i++)
        {
            if (i == cells.Length || cells[i] != cells[start])
            {
                stretches.Add(new Stretch(start, i - start, cells[start].What, cells[start].Record));
                start = i;
            }
        }

        return stretches;
    }

    private static void Fill((string What, string? Record)[] cells, int offset, int count, string what, string? record)
    {
        int start = Math.Clamp(offset, 0, cells.Length);
        Array.Fill(cells, (what, record), start, Math.Clamp(count, 0, cells.Length - start));
    }

    /// <summary>Birth and opening (16 bytes each) and mark (8 bytes), each aligned to whole units.</summary>
    private static int HeaderSize(FlashDump dump)
    {
        int Aligned(int length) => (length + dump.WriteSize - 1) / dump.WriteSize * dump.WriteSize;
        return (2 * Aligned(16)) + Aligned(8);
    }

    private static List<RecordReport> Records(FlashInspection inspection, FlashStore? store)
    {
        List<RecordReport> records = [];
        var entries = inspection.Blocks.SelectMany(block => block.Entries).ToArray();

        // The pieces of a large value have one serial. Of the log's own entries the id is a block's index.
        var groups = entries.Where(entry => entry.IsNamed).GroupBy(entry => (entry.Id, entry.Serial, entry.IsLive, Own: entry.Kind > Deletion ? entry.Kind : 0));
        foreach (var group in groups.OrderBy(group => group.Key.Serial))
        {
            var pieces = group.OrderBy(entry => entry.Piece).ToArray();
            string state = StateOf(pieces);
            bool isLive = state == What.Live;
            var text = isLive && store != null ? RecordText.Read(store, group.Key.Id) : RecordText.None;
            int length = pieces.Sum(entry => entry.Kind == LastPiece ? entry.DataLength - 4 : entry.DataLength);
            records.Add(new RecordReport(
                RecordText.IdOf(group.Key.Id), group.Key.Own > 0 ? "the log's own" : RecordText.KindOf(group.Key.Id), text.Label, text.Detail, state,
                ChecksumOf(pieces), length, group.Key.Serial,
                [.. pieces.Where(entry => entry.DataLength > 0).Select(entry => new Place(entry.Block, entry.DataOffset, entry.DataLength, null))]));
        }

        records.AddRange(entries.Where(entry => !entry.IsNamed).Select(Unnamed));
        return records;
    }

    private static RecordReport Unnamed(FlashEntryInspection entry)
    {
        string state = entry.State switch
        {
            FlashEntryState.Lost => "lost",
            FlashEntryState.Void => "void",
            _ => "interrupted",
        };
        return new RecordReport(
            null, "unknown", null, null, state, state == "lost" ? "wrong" : "none", null, null, [new Place(entry.Block, entry.Offset, entry.Size, null)]);
    }

    private static string StateOf(FlashEntryInspection[] pieces)
    {
        var first = pieces[0];
        return first.Kind == Retirement ? "retirement"
            : first.Kind == Source ? "source"
            : first.IsLive ? pieces.All(entry => entry.IsIntact) ? "live" : "damaged"
            : first.State == FlashEntryState.Dead ? "dead"
            : first.Kind == Deletion ? "deletion"
            : first.State == FlashEntryState.Announced ? "interrupted"
            : "replaced";
    }

    private static string ChecksumOf(FlashEntryInspection[] pieces)
    {
        return pieces.All(entry => entry.IsIntact) ? "right"
            : pieces.Any(entry => entry.State is FlashEntryState.Dead or FlashEntryState.Announced) ? "none"
            : "wrong";
    }
}
