using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>What a start reads, what a save writes, and how evenly sections wear.</summary>
public sealed class EepromFigures(ITestOutputHelper output)
{
    [Theory]
    [InlineData(64, 255, 6, 1200)]
    [InlineData(128, 127, 6, 1200)]
    [InlineData(32, 511, 6, 1200)]
    [InlineData(64, 255, 6, 121)]
    [InlineData(256, 128, 64, 121)]
    public void AfterAHistory(int count, int size, int objects, int length)
    {
        EepromSimulator eeprom = new(count, size);
        EepromStore store = EepromStore.Format(eeprom);
        for (uint id = 1; id <= objects; id++)
        {
            store.SaveObject(id, new byte[length]);
        }

        eeprom.BytesWritten = 0;
        long operations = eeprom.Operations;
        FaultRandom random = new(1);
        const int Saves = 1000;
        for (int i = 0; i < Saves; i++)
        {
            store.SaveObject((uint)random.Next(objects) + 1, new byte[length]);
        }

        double perByte = (double)eeprom.BytesWritten / Saves / length;
        double writes = (double)(eeprom.Operations - operations) / Saves;
        eeprom.BytesRead = 0;
        operations = eeprom.Operations;
        EepromStore.Open(eeprom);
        output.WriteLine($"{objects} secrets of {length} bytes on {count} x {size}: {perByte:F2} bytes and {writes / length:F4} section writes per byte saved, "
            + $"{writes:F1} writes a save; a start reads {eeprom.BytesRead} bytes");
        Assert.Equal(operations, eeprom.Operations);
        Assert.True(eeprom.BytesRead <= 2 * 28 * count, $"a start reads {eeprom.BytesRead}");
    }

    [Theory]
    [InlineData(64, 255)]
    [InlineData(32, 127)]
    public void WearIsSpreadWhenHalfNeverChanges(int count, int size)
    {
        EepromSimulator eeprom = new(count, size) { Endurance = 10_000 };
        EepromStore store = EepromStore.Format(eeprom);
        store.SaveObject(0x02000001, new byte[store.CapacityBytes / 2]);
        byte[] value = new byte[64];
        int saves = 0;
        while (eeprom.Writes.Max() < eeprom.Endurance)
        {
            value[0] = (byte)saves++;
            store.SaveObject(1, value);
            if (saves % 100 == 0)
            {
                store = EepromStore.Open(eeprom);
            }
        }

        double spread = 1 - (double)eeprom.Writes.Min() / eeprom.Writes.Max();
        double mean = eeprom.Writes.Average();
        output.WriteLine($"{count} x {size}, half at rest: {saves} saves of 64 bytes until the first section has {eeprom.Endurance} writes; "
            + $"least {eeprom.Writes.Min()}, mean {mean:F0}: spread {100 * spread:F1} %, {100 * mean / eeprom.Endurance:F1} % of the ideal");
        Assert.True(spread < 0.3, $"spread {spread:P1}");
        Assert.Equal(value, store.GetObjectValue(1));
    }
}
