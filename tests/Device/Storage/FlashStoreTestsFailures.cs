using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

/// <summary>Blocks that fail: the operation goes on with another one, and nothing old comes back.</summary>
[TestClass]
public class FlashStoreTestsFailures
{
    [TestMethod]
    [DataRow(true, true, false)]
    [DataRow(true, false, true)]
    [DataRow(true, true, true)]
    [DataRow(false, true, false)]
    [DataRow(false, false, true)]
    [DataRow(false, true, true)]
    public void FailedBlockIsRetired(bool canReprogram, bool noErase, bool noProgram)
    {
        for (int at = 0; at < (noProgram ? 12 : 3); at++)
        {
            FailingFlash flash = new FailingFlash(new RamFlash(6, 512, 4, canReprogram));
            FlashStore store = FlashStore.Format(flash);
            for (int i = 0; i < 10; i++)
            {
                store.SaveObject((uint)(0x100 + (i & 3)), Sample.Value(i, 60));
            }

            flash.OperationsLeft = at;
            flash.NoErase = noErase;
            flash.NoProgram = noProgram;
            for (int i = 10; i < 40; i++)
            {
                store.SaveObject((uint)(0x100 + (i & 3)), Sample.Value(i, 60));
            }

            Assert.IsTrue(store.DeleteObject(0x103));
            Assert.AreEqual(1, store.BadBlocks);
            for (int round = 0; round < 2; round++)
            {
                store = FlashStore.Open(flash);
                Assert.AreEqual(1, store.BadBlocks);
                Assert.AreEqual(3, store.GetObjectIds().Length);
                Check(store, 0x100, 36);
                Check(store, 0x101, 37);
                Check(store, 0x102, 38);
                Assert.AreEqual(-1, store.FindObject(0x103));
                int erases = flash.Failures;
                store.SaveObject(0x100, Sample.Value(36, 60));
                Assert.AreEqual(erases, flash.Failures);
            }

            store.Wipe();
            Assert.AreEqual(0, FlashStore.Open(flash).GetObjectIds().Length);
            Assert.AreEqual(0, FlashStore.Format(flash).GetObjectIds().Length);
        }
    }

    [TestMethod]
    public void EverythingFailingIsAnErrorAndNoLie()
    {
        RamFlash flash = new RamFlash(6, 512, 4, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(0x100, Sample.Value(1, 60));
        flash.OperationsLeft = 0;
        int error = -1;
        try
        {
            store.SaveObject(0x100, Sample.Value(2, 60));
        }
        catch (StoreException failure)
        {
            error = (int)failure.Error;
        }

        Assert.AreEqual((int)StoreError.Device, error);
        flash.OperationsLeft = -1;
        Check(store, 0x100, 1);
        Assert.AreEqual(0, store.BadBlocks);
        store.SaveObject(0x100, Sample.Value(3, 60));
        Check(FlashStore.Open(flash), 0x100, 3);
    }

    [TestMethod]
    public void PublicValuesStayAndSecretsGo()
    {
        RamFlash flash = new RamFlash(4, 512, 1, true);
        FlashStore store = FlashStore.Format(flash);
        uint certificate = RecordKind.Certificate << 24 | 1;
        store.SaveObject(certificate, Sample.Value(1, 60));
        store.SaveObject(certificate, Sample.Value(2, 60));
        store.SaveObject(certificate, Sample.Value(3, 60));
        Assert.IsTrue(store.DeleteObject(certificate));
        store.SaveObject(certificate, Sample.Value(4, 60));
        store = FlashStore.Open(flash);
        Assert.AreEqual(1, store.GetObjectIds().Length);
        Check(store, certificate, 4);
    }

    [TestMethod]
    public void OneFlippedBitOfAnAnnouncementIsMended()
    {
        for (int bit = 0; bit < 160; bit += 7)
        {
            RamFlash flash = new RamFlash(2, 512, 1, true);
            FlashStore store = FlashStore.Format(flash);
            store.SaveObject(0x100, Sample.Value(1, 60));
            int block = flash.GetCells(0)[511] == 0xFF ? 1 : 0;
            flash.GetCells(block)[40 + (bit >> 3)] ^= (byte)(1 << (bit & 7));
            store = FlashStore.Open(flash);
            Assert.AreEqual(0, store.LostRecords);
            Check(store, 0x100, 1);
        }
    }

    /// <summary>An offset has 18 bits.</summary>
    [TestMethod]
    public void EmptyValueInAnEmptyBlockOf256KB()
    {
        RamFlash flash = new RamFlash(2, 0x40000, 32, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(1, new byte[0]);
        store.SaveObject(2, Sample.Value(2, 40));
        store = FlashStore.Open(flash);
        Assert.AreEqual(2, store.GetObjectIds().Length);
        Check(store, 2, 2);
        Assert.AreEqual(0, store.FindObject(1));
    }

    [TestMethod]
    public void IdsComeInTheOrderOfTheLastSaving()
    {
        RamFlash flash = new RamFlash(4, 512, 1, true);
        FlashStore store = FlashStore.Format(flash);
        store.SaveObject(5, Sample.Value(1, 10));
        store.SaveObject(3, Sample.Value(1, 10));
        store.SaveObject(4, Sample.Value(1, 10));
        store.SaveObject(3, Sample.Value(2, 10));
        for (int round = 0; round < 2; round++)
        {
            uint[] ids = store.GetObjectIds();
            Assert.AreEqual(3, ids.Length);
            Assert.AreEqual(5u, ids[0]);
            Assert.AreEqual(4u, ids[1]);
            Assert.AreEqual(3u, ids[2]);
            store = FlashStore.Open(flash);
        }
    }

    private static void Check(FlashStore store, uint id, int seed)
    {
        byte[] actual = store.GetObjectValue(id);
        byte[] expected = Sample.Value(seed, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.AreEqual((int)expected[i], (int)actual[i]);
        }
    }

    /// <summary>A part of which one block fails for good: the one that the given operation meets.</summary>
    private sealed class FailingFlash : IFlashRegion
    {
        private readonly RamFlash _inner;
        private int _bad = -1;

        public int OperationsLeft = -1;
        public bool NoErase;
        public bool NoProgram;
        public int Failures;

        public FailingFlash(RamFlash inner)
        {
            _inner = inner;
        }

        public int BlockCount => _inner.BlockCount;

        public int WriteSize => _inner.WriteSize;

        public bool CanReprogram => _inner.CanReprogram;

        public int GetBlockSize(int block) => _inner.GetBlockSize(block);

        public void Read(int block, int offset, byte[] buffer, int index, int count) => _inner.Read(block, offset, buffer, index, count);

        public void Program(int block, int offset, byte[] data, int index, int count)
        {
            Fail(block, NoProgram);
            _inner.Program(block, offset, data, index, count);
        }

        public void Erase(int block)
        {
            Fail(block, NoErase);
            _inner.Erase(block);
        }

        public void Sync() => _inner.Sync();

        private void Fail(int block, bool fails)
        {
            if (fails && OperationsLeft >= 0 && --OperationsLeft < 0)
            {
                _bad = block;
            }

            if (fails && _bad == block)
            {
                Failures++;
                throw new FlashException("block " + block);
            }
        }
    }
}
