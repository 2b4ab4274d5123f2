using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Host.Storage;

/// <summary>The drive store over a drive in memory. What a file system keeps of deleted files is its own affair.</summary>
internal sealed class DriveUnderTest : PartUnderTest
{
    private readonly MemoryDrive _drive = new();
    private (string Name, byte[]? Content) _pending;

    public DriveUnderTest()
    {
        _drive.Watcher = (name, content) =>
        {
            if (Watcher != null)
            {
                _pending = (name, content);
                Watcher();
            }
        };
    }

    public override string Pending => $"{(_pending.Content == null ? "delete" : "write")} {_pending.Name}";

    public override bool IsOff => _drive.IsOff;

    public override PartUnderTest MakeTwin() => new DriveUnderTest();

    public override void CopyFrom(PartUnderTest twin, ulong seed) => _drive.CopyFrom(((DriveUnderTest)twin)._drive, seed);

    public override void Interrupt(PartUnderTest twin)
    {
        (string name, byte[]? content) = ((DriveUnderTest)twin)._pending;
        _drive.Interrupt(name, content);
    }

    public override ObjectStore Format() => DriveStore.Format(_drive);

    public override ObjectStore Open() => DriveStore.Open(_drive);

    public override void CutAfter(int operations) => _drive.CutAfter(operations);

    public override void PowerUp() => _drive.PowerUp();
}
