using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

/// <summary>Bits that flip in a store: it says so, saves go elsewhere, and what is replaced or deleted is gone from the cells all the same.</summary>
[TestClass]
public class FlashStoreTestsDamage
{
    /// <summary>With units of 1 or 4: birth, opening, mark.</summary>
    private const int FirstEntry = 40;

    private const int EntrySize = 32;
    private const int CommitmentAt = 20;

    /// <summary>A value of zeros, or none, with a damaged commitment looks much like one that was overwritten.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(24)]
    public void DamagedZerosAreReported(int length)
    {
        RamFlash flash = new RamFlash(2, 256, 1, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(0x100, new byte[length]);
        int block = FindBlock(flash);
        flash.GetCells(block)[FirstEntry + CommitmentAt + 4] ^= 1;
        store = FlashStore.Open(flash);
        Assert.AreEqual(1, store.GetObjectIds().Length);
        Assert.IsTrue(IsDamaged(store, 0x100, false));
        store.SaveObject(0x100, new byte[length]);
        Assert.AreEqual(length, FlashStore.Open(flash).GetObjectValue(0x100).Length);
    }

    /// <summary>What stands where the next entry goes lets its commitment fail and pass for a damaged one: the save goes on until the value reads back.</summary>
    [TestMethod]
    public void SaveOverDamageReadsBack()
    {
        RamFlash flash = new RamFlash(3, 512, 4, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(0x100, Fill(1));
        byte[] cells = flash.GetCells(FindBlock(flash));

        // The first entry of a new session goes behind a slot that it overwrites.
        int commitment = FirstEntry + (2 * EntrySize) + CommitmentAt;
        for (int i = 0; i < 4; i++)
        {
            cells[commitment + i] = 0;
        }

        cells[commitment + 8] = 0;
        store = FlashStore.Open(flash);
        store.SaveObject(0x101, Fill(2));
        for (int round = 0; round < 2; round++)
        {
            Assert.IsTrue(IsFilled(store.GetObjectValue(0x100), 1));
            Assert.IsTrue(IsFilled(store.GetObjectValue(0x101), 2));
            store = FlashStore.Open(flash);
        }
    }

    [TestMethod]
    [DataRow(true, true)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(false, false)]
    public void AnnouncementDamagedAfterTheStart(bool canReprogram, bool isDeleted)
    {
        RamFlash flash = new RamFlash(4, 512, 4, canReprogram);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(0x100, Fill(0x3C));
        store.SaveObject(0x101, Fill(0x55));
        byte[] cells = flash.GetCells(FindBlock(flash));
        for (int i = 4; i < 16; i++)
        {
            cells[FirstEntry + i] ^= 0x81;
        }

        Assert.IsTrue(IsDamaged(store, 0x100, true));
        Assert.IsTrue(IsDamaged(store, 0x100, false));
        if (isDeleted)
        {
            Assert.IsTrue(store.DeleteObject(0x100));
        }
        else
        {
            store.SaveObject(0x100, Fill(0x66));
        }

        for (int round = 0; round < 2; round++)
        {
            Assert.AreEqual(isDeleted ? -1 : 40, store.FindObject(0x100));
            Assert.IsTrue(isDeleted || IsFilled(store.GetObjectValue(0x100), 0x66));
            Assert.IsTrue(IsFilled(store.GetObjectValue(0x101), 0x55));
            Assert.AreEqual(-1, FindTrace(flash, 0x3C));
            store = FlashStore.Open(flash);
        }
    }

    private static byte[] Fill(byte seed)
    {
        byte[] value = new byte[40];
        for (int i = 0; i < value.Length; i++)
        {
            value[i] = seed;
        }

        return value;
    }

    private static bool IsFilled(byte[] value, byte seed)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] != seed)
            {
                return false;
            }
        }

        return value.Length == 40;
    }

    /// <summary>The block with an entry.</summary>
    private static int FindBlock(RamFlash flash)
    {
        int block = 0;
        while (flash.GetCells(block)[FirstEntry] == 0xFF && flash.GetCells(block)[FirstEntry + 1] == 0xFF)
        {
            block++;
        }

        return block;
    }

    /// <summary>The first block with four bytes of a value, or -1.</summary>
    private static int FindTrace(RamFlash flash, byte seed)
    {
        for (int block = 0; block < flash.BlockCount; block++)
        {
            byte[] cells = flash.GetCells(block);
            for (int i = 3; i < cells.Length; i++)
            {
                if (cells[i] == seed && cells[i - 1] == seed && cells[i - 2] == seed && cells[i - 3] == seed)
                {
                    return block;
                }
            }
        }

        return -1;
    }

    private static bool IsDamaged(FlashStore store, uint id, bool isLookedUp)
    {
        try
        {
            if (isLookedUp)
            {
                store.FindObject(id);
            }
            else
            {
                store.GetObjectValue(id);
            }

            return false;
        }
        catch (StoreException failure)
        {
            return failure.Error == StoreError.Damaged;
        }
    }
}
