using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;

namespace NfToken.Tests.Host.Storage;

/// <summary>What lies where, read without changing anything.</summary>
public sealed class FlashInspectionTests
{
    [Fact]
    public void EntriesAndStates()
    {
        FlashSimulator flash = new([512, 512, 512, 512], 4, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(1, new byte[60]);
        store.SaveObject(2, new byte[40]);
        store.SaveObject(1, new byte[20]);
        long before = flash.Operations;
        FlashInspection seen = FlashInspection.Read(flash);
        Assert.Equal(before, flash.Operations);
        Assert.True(seen.IsLog);
        FlashEntryInspection[] entries = [.. seen.Blocks.SelectMany(block => block.Entries)];
        Assert.Equal([(2u, 40), (1u, 20)], entries.Where(entry => entry.IsLive && entry.IsIntact).Select(entry => (entry.Id, entry.DataLength)));
        Assert.Equal([60], entries.Where(entry => entry.State == FlashEntryState.Dead).Select(entry => entry.DataLength));
        Assert.Equal(3, seen.Blocks.Count(block => block.State == FlashBlockState.Free));
    }

    [Fact]
    public void BlankAndForeign()
    {
        FlashSimulator flash = new([512, 512], 1, true);
        flash.Poke(1, 7, [0x42]);
        FlashInspection seen = FlashInspection.Read(flash);
        Assert.False(seen.IsLog);
        Assert.Equal([FlashBlockState.Blank, FlashBlockState.Foreign], seen.Blocks.Select(block => block.State));
    }

    [Fact]
    public void RetiredBlocksAreSeen()
    {
        FlashSimulator flash = new([.. Enumerable.Repeat(512, 6)], 8, false) { Endurance = 12 };
        FlashStore store = FlashStore.Format(flash);
        for (int i = 0; store.BadBlocks == 0; i++)
        {
            store.SaveObject(1, new byte[40]);
        }

        Assert.Equal(store.BadBlocks, FlashInspection.Read(flash).Blocks.Count(block => block.State == FlashBlockState.Retired));
    }
}
