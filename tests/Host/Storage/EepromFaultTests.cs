using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;

namespace NfToken.Tests.Host.Storage;

/// <summary>Flipped bits, sections that fail, other people's data, an image file.</summary>
public sealed class EepromFaultTests
{
    private const uint Key = 0x04000001;
    private const uint Certificate = 0x02000001;

    [Theory]
    [InlineData(16, 64)]
    [InlineData(12, 127)]
    [InlineData(12, 255)]
    public void AFlippedBitIsFoundAndNothingElseSuffers(int count, int size)
    {
        EepromSimulator eeprom = new(count, size);
        EepromStore store = EepromStore.Format(eeprom);
        Dictionary<uint, byte[]> saved = new() { [Key] = Value(1, size - 30), [Certificate] = Value(2, size + 20), [7] = Value(3, 5) };
        foreach ((uint id, byte[] value) in saved)
        {
            store.SaveObject(id, Value(9, 3));
            store.SaveObject(id, value);
        }

        EepromSimulator victim = eeprom.Clone(0);
        int lost = 0;
        int damaged = 0;
        for (int section = 0; section < count; section++)
        {
            for (int bit = 0; bit < 8 * size; bit++)
            {
                victim.CopyFrom(eeprom, 0);
                victim.FlipBit(section, bit);
                EepromStore opened = EepromStore.Open(victim);
                int missing = saved.Keys.Count(id => opened.FindObject(id) < 0);
                int wrong = saved.Count(record => opened.FindObject(record.Key) >= 0 && !Reads(opened, record.Key, record.Value));
                Assert.Equal(missing, opened.LostRecords);
                Assert.True(missing + wrong <= 1, $"section {section} bit {bit}: {missing} missing, {wrong} damaged");
                lost += missing;
                damaged += wrong;

                EepromStore again = EepromStore.Open(victim);
                Assert.Equal(missing, again.LostRecords);
                Assert.Equal(opened.GetObjectIds(), again.GetObjectIds());
            }
        }

        // Each bit of each header and of all values.
        int pieces = (size + 20 + size - 29) / (size - 28);
        Assert.Equal(3 * 8 * 28, lost);
        Assert.Equal(8 * (28 * (pieces - 1) + saved.Values.Sum(value => value.Length)), damaged);
    }

    [Theory]
    [InlineData(FlashFailure.Reported)]
    [InlineData(FlashFailure.Silent)]
    public void SectionsThatFailCostRoomAndNothingElse(FlashFailure failure)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            FaultRandom random = new((ulong)seed);
            EepromSimulator eeprom = new(32, 127, (ulong)seed);
            EepromStore store = EepromStore.Format(eeprom);
            Dictionary<uint, byte[]> model = [];
            int stuck = 0;
            for (int step = 0; step < 60; step++)
            {
                if (step % 10 == 5)
                {
                    eeprom.Failures[random.Next(32)] = failure;
                    stuck = eeprom.Failures.Count(one => one != FlashFailure.None);
                }

                uint id = random.OneIn(2) ? Key + (uint)random.Next(3) : Certificate + (uint)random.Next(3);
                if (model.ContainsKey(id) && random.OneIn(3))
                {
                    Assert.True(store.DeleteObject(id));
                    model.Remove(id);
                }
                else
                {
                    byte[] value = Value(step, random.Next(200));
                    store.SaveObject(id, value);
                    model[id] = value;
                }

                if (random.OneIn(5))
                {
                    store = EepromStore.Open(eeprom);
                }

                Assert.True(store.BadSections <= stuck);
                Assert.Equal(model.Keys.Order(), store.GetObjectIds().Order());
                Assert.All(model, record => Assert.True(Reads(store, record.Key, record.Value), $"seed {seed}, step {step}"));
            }
        }
    }

    [Fact]
    public void AnotherGeometryAndALaterVersionAreRefused()
    {
        EepromSimulator eeprom = new(16, 128);
        EepromStore.Format(eeprom).SaveObject(Key, Value(1, 50));
        EepromSimulator other = new(8, 256);
        for (int i = 0; i < 16; i++)
        {
            other.Poke(i / 2, i % 2 * 128, eeprom.GetCells(i));
        }

        Assert.Equal(StoreError.Foreign, Assert.Throws<StoreException>(() => EepromStore.Open(other)).Error);
        EepromSimulator zeros = new(16, 128);
        for (int i = 0; i < 16; i++)
        {
            zeros.Poke(i, 0, new byte[128]);
        }

        Assert.Equal(StoreError.NotFormatted, Assert.Throws<StoreException>(() => EepromStore.Open(zeros)).Error);
        Assert.Equal(StoreError.NotFormatted, Assert.Throws<StoreException>(() => EepromStore.Open(new EepromSimulator(16, 128))).Error);
        Assert.Equal(StoreError.Device, Assert.Throws<StoreException>(() => EepromStore.Open(new EepromSimulator(1, 128))).Error);
        Assert.Equal(StoreError.Device, Assert.Throws<StoreException>(() => EepromStore.Open(new EepromSimulator(16, 31))).Error);
    }

    [Fact]
    public void AnImageIsAPart()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new byte[24 * 128]);
            using (EepromImage image = new(path, 24, 128))
            {
                EepromStore.Format(image).SaveObject(Certificate, Value(4, 700));
                Assert.Equal(StoreError.Busy, Assert.Throws<StoreException>(() => new EepromImage(path, 24, 128)).Error);
            }

            using (EepromImage image = new(path, 24, 128))
            {
                Assert.True(Reads(EepromStore.Open(image), Certificate, Value(4, 700)));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void AnInspectionSeesPiecesAndDamageAndChangesNothing()
    {
        EepromSimulator eeprom = new(24, 127);
        EepromStore store = EepromStore.Format(eeprom);
        store.SaveObject(Certificate, Value(1, 300));
        store.SaveObject(Key, Value(2, 90));
        store.SaveObject(Key, Value(3, 91));
        long writes = eeprom.Operations;
        EepromSectionInspection[] sections = EepromInspection.Read(eeprom).Sections;
        Assert.Equal([0, 1, 2, 3], sections.Where(one => one.State == EepromSectionState.Live && one.Id == Certificate).Select(one => one.Piece).Order());
        Assert.Equal(300, sections.Where(one => one.State == EepromSectionState.Live && one.Id == Certificate).Sum(one => one.DataLength));
        EepromSectionInspection key = Assert.Single(sections, one => one.State == EepromSectionState.Live && one.Id == Key);
        Assert.Equal((91, 91, true), (key.ValueLength, key.DataLength, key.IsIntact));
        eeprom.FlipBit(key.Section, 8 * 60);
        key = Assert.Single(EepromInspection.Read(eeprom).Sections, one => one.Section == key.Section);
        Assert.Equal((EepromSectionState.Damaged, false), (key.State, key.IsIntact));
        Assert.Equal(writes, eeprom.Operations);
    }

    private static bool Reads(EepromStore store, uint id, byte[] value)
    {
        try
        {
            byte[] found = store.GetObjectValue(id);
            Assert.Equal(value, found);
            return true;
        }
        catch (StoreException failure) when (failure.Error == StoreError.Damaged)
        {
            return false;
        }
    }

    private static byte[] Value(int seed, int length)
    {
        byte[] value = new byte[length];
        new FaultRandom((ulong)seed).Fill(value);
        return value;
    }
}
