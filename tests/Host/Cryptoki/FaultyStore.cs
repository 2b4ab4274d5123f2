using NfToken.Pal;
using NfToken.Tests.Cryptoki;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>A store that fails from the n-th change on, as at a loss of power: nothing works any more until the board starts again.</summary>
internal sealed class FaultyStore(MemoryStore content, int changes) : ObjectStore
{
    private int _left = changes;

    /// <summary>Whether the fault came.</summary>
    public bool Failed { get; private set; }

    public override int FreeBytes => content.FreeBytes;

    public override int CapacityBytes => content.CapacityBytes;

    public override void SaveObject(uint id, byte[] value)
    {
        Change();
        content.SaveObject(id, value);
    }

    public override int FindObject(uint id) => content.FindObject(id);

    public override byte[] GetObjectValue(uint id)
    {
        Check();
        return content.GetObjectValue(id);
    }

    public override bool DeleteObject(uint id)
    {
        Change();
        return content.DeleteObject(id);
    }

    public override uint[] GetObjectIds() => content.GetObjectIds();

    public override void Wipe() => throw new NotSupportedException();

    private void Change()
    {
        Failed |= _left-- == 0;
        Check();
    }

    private void Check()
    {
        if (Failed)
        {
            throw new StoreException(StoreError.Device, "power lost");
        }
    }
}
