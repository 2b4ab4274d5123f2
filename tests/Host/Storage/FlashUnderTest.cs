using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Host.Storage;

/// <summary>The flash log over the flash simulator.</summary>
internal sealed class FlashUnderTest : PartUnderTest
{
    private readonly FlashGeometry _geometry;
    private readonly Action<FlashSimulator>? _defect;
    private FlashOperation _pending;

    /// <param name="geometry">Of the part.</param>
    /// <param name="defect">What breaks once the store is formatted.</param>
    public FlashUnderTest(FlashGeometry geometry, Action<FlashSimulator>? defect = null)
    {
        _geometry = geometry;
        _defect = defect;
        Flash = geometry.Make(0);
        Flash.Watcher = operation =>
        {
            if (Watcher != null)
            {
                _pending = operation;
                Watcher();
            }
        };
    }

    public FlashSimulator Flash { get; }

    public override string Pending => _pending.ToString();

    public override bool IsOff => Flash.IsOff;

    public override PartUnderTest MakeTwin() => new FlashUnderTest(_geometry, _defect);

    public override void CopyFrom(PartUnderTest twin, ulong seed) => Flash.CopyFrom(((FlashUnderTest)twin).Flash, seed);

    public override void Interrupt(PartUnderTest twin) => Flash.Interrupt(((FlashUnderTest)twin)._pending);

    /// <summary>A block that does not erase keeps what it has, where units are programmed once.</summary>
    public override bool ErasesSecrets => Flash.CanReprogram || _defect == null;

    public override ObjectStore Format()
    {
        FlashStore store = FlashStore.Format(Flash);
        _defect?.Invoke(Flash);
        return store;
    }

    public override ObjectStore Open() => FlashStore.Open(Flash);

    public override void CutAfter(int operations) => Flash.CutAfter(operations);

    public override void PowerUp() => Flash.PowerUp();

    public override bool HasTrace(SecretTraces traces, Func<byte[], bool> isAllowed)
    {
        for (int block = 0; !traces.IsEmpty && block < Flash.BlockCount; block++)
        {
            ReadOnlySpan<byte> cells = Flash.GetCells(block);
            if (traces.IsIn(cells, isAllowed) || (Flash.HasUndecided(block) && traces.IsIn(WithZeros(cells, Flash.GetUndecided(block)), isAllowed)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Undecided bits may just as well read as zeros.</summary>
    private static byte[] WithZeros(ReadOnlySpan<byte> cells, ReadOnlySpan<byte> undecided)
    {
        byte[] zeros = new byte[cells.Length];
        for (int i = 0; i < zeros.Length; i++)
        {
            zeros[i] = (byte)(cells[i] & ~undecided[i]);
        }

        return zeros;
    }
}
