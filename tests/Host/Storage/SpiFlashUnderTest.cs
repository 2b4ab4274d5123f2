using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Spi;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Host.Storage;

/// <summary>The flash log over the driver over a chip at its pins, whose cells are the flash simulator's.</summary>
internal sealed class SpiFlashUnderTest : PartUnderTest
{
    private const int Sectors = 4;
    private const int FirstSector = 300;

    private readonly SpiNorPart _part;
    private readonly FlashUnderTest _cells = new(FlashGeometry.Of(Sectors, 4096, 1, true));
    private SpiNorModel _chip;
    private SpiTime _time = new();

    public SpiFlashUnderTest(SpiNorPart part)
    {
        _part = part;
        _chip = new SpiNorModel(part, _time, _cells.Flash, FirstSector * 4096);
        _cells.Watcher = () => Watcher?.Invoke();
    }

    /// <summary>What the driver did against the chip's rules, but for what a loss of power made of it.</summary>
    public List<string> Misuse { get; } = [];

    public override string Pending => _cells.Pending;

    public override bool IsOff => _cells.IsOff;

    public override PartUnderTest MakeTwin() => new SpiFlashUnderTest(_part);

    public override void CopyFrom(PartUnderTest twin, ulong seed) => _cells.CopyFrom(((SpiFlashUnderTest)twin)._cells, seed);

    public override void Interrupt(PartUnderTest twin) => _cells.Interrupt(((SpiFlashUnderTest)twin)._cells);

    public override ObjectStore Format() => FlashStore.Format(Attach());

    public override ObjectStore Open() => FlashStore.Open(Attach());

    public override void CutAfter(int operations) => _cells.CutAfter(operations);

    public override void PowerUp()
    {
        _cells.PowerUp();
        _chip.PowerOn();
        _time.Pass(_part.StartTime * 1000L);
    }

    public override bool HasTrace(SecretTraces traces, Func<byte[], bool> isAllowed) => _cells.HasTrace(traces, isAllowed);

    private SpiNorFlash Attach()
    {
        Misuse.AddRange(_chip.Misuse);
        _time = new SpiTime();
        _chip = new SpiNorModel(_part, _time, _cells.Flash, FirstSector * 4096);
        return new SpiNorFlash(new SpiWire(_chip, _time) { Gap = 500_000 }, _time, FirstSector, Sectors);
    }
}
