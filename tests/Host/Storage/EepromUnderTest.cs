using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Host.Storage;

/// <summary>The store of sections over the EEPROM simulator.</summary>
internal sealed class EepromUnderTest : PartUnderTest
{
    private EepromWrite _pending;

    public EepromUnderTest(int sectionCount, int sectionSize)
    {
        Eeprom = new EepromSimulator(sectionCount, sectionSize);
        Eeprom.Watcher = write =>
        {
            if (Watcher != null)
            {
                _pending = write;
                Watcher();
            }
        };
    }

    public EepromSimulator Eeprom { get; }

    public override string Pending => $"write section {_pending.Section}, {_pending.Count} bytes";

    public override bool IsOff => Eeprom.IsOff;

    public override PartUnderTest MakeTwin() => new EepromUnderTest(Eeprom.SectionCount, Eeprom.SectionSize);

    public override void CopyFrom(PartUnderTest twin, ulong seed) => Eeprom.CopyFrom(((EepromUnderTest)twin).Eeprom, seed);

    public override void Interrupt(PartUnderTest twin) => Eeprom.Interrupt(((EepromUnderTest)twin)._pending);

    public override ObjectStore Format() => EepromStore.Format(Eeprom);

    public override ObjectStore Open()
    {
        Eeprom.Restart();
        EepromStore store = EepromStore.Open(Eeprom);
        if (store.LostRecords != 0 || store.BadSections != 0)
        {
            throw new InvalidOperationException($"{store.LostRecords} records lost, {store.BadSections} bad sections");
        }

        return store;
    }

    public override void CutAfter(int operations) => Eeprom.CutAfter(operations);

    public override void PowerUp() => Eeprom.PowerUp();

    public override bool HasTrace(SecretTraces traces, Func<byte[], bool> isAllowed)
    {
        for (int section = 0; !traces.IsEmpty && section < Eeprom.SectionCount; section++)
        {
            if (traces.IsIn(Eeprom.GetCells(section), isAllowed) || traces.IsIn(Eeprom.GetOtherReading(section), isAllowed))
            {
                return true;
            }
        }

        return false;
    }
}
