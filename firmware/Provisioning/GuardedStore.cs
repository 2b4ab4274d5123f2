using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>
/// A store for several owners that each have records of their own: the token, the random generator, the console's settings. One call at a
/// time; a failure passes through.
/// </summary>
public sealed class GuardedStore : ObjectStore
{
    private readonly object _gate = new object();
    private readonly ObjectStore _store;

    /// <summary>Guards a store.</summary>
    /// <param name="store">From now on nobody else may use it.</param>
    public GuardedStore(ObjectStore store)
    {
        _store = store;
    }

    /// <inheritdoc/>
    public override int FreeBytes
    {
        get
        {
            lock (_gate)
            {
                return _store.FreeBytes;
            }
        }
    }

    /// <inheritdoc/>
    public override int CapacityBytes
    {
        get
        {
            lock (_gate)
            {
                return _store.CapacityBytes;
            }
        }
    }

    /// <inheritdoc/>
    public override void SaveObject(uint id, byte[] value)
    {
        lock (_gate)
        {
            _store.SaveObject(id, value);
        }
    }

    /// <inheritdoc/>
    public override int FindObject(uint id)
    {
        lock (_gate)
        {
            return _store.FindObject(id);
        }
    }

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id)
    {
        lock (_gate)
        {
            return _store.GetObjectValue(id);
        }
    }

    /// <inheritdoc/>
    public override bool DeleteObject(uint id)
    {
        lock (_gate)
        {
            return _store.DeleteObject(id);
        }
    }

    /// <inheritdoc/>
    public override uint[] GetObjectIds()
    {
        lock (_gate)
        {
            return _store.GetObjectIds();
        }
    }

    /// <inheritdoc/>
    public override void Wipe()
    {
        lock (_gate)
        {
            _store.Wipe();
        }
    }
}
