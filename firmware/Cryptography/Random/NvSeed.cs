using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>The NV seed's record in the store.</summary>
internal sealed class NvSeed
{
    private readonly ObjectStore _store;

    /// <summary>Makes access to the seed.</summary>
    /// <param name="store">The store; null where there is none, and so no seed.</param>
    public NvSeed(ObjectStore store)
    {
        _store = store;
    }

    /// <summary>Whether there is a seed; whether it is whole shows when it is read.</summary>
    public bool Exists => _store != null && _store.FindObject(SystemRecord.Seed) == SystemRecord.SeedLength;

    /// <summary>Reads the seed.</summary>
    /// <returns><see cref="SystemRecord.SeedLength"/> bytes, which the caller clears; null where there is no seed.</returns>
    /// <exception cref="RandomException"><see cref="RandomError.Store"/>: it cannot be read, or is no seed.</exception>
    public byte[] Read()
    {
        byte[] seed = null;
        try
        {
            if (_store != null)
            {
                seed = _store.GetObjectValue(SystemRecord.Seed);
            }
        }
        catch (StoreException e)
        {
            throw new RandomException(RandomError.Store, "NV seed not read: " + e.Message, e);
        }

        if (seed != null && seed.Length != SystemRecord.SeedLength)
        {
            ObjectStore.GetObjectValueCleanup(seed);
            throw new RandomException(RandomError.Store, "NV seed has a wrong length; inject one: nftoken seed inject", null);
        }

        return seed;
    }

    /// <summary>Replaces the seed.</summary>
    /// <param name="seed">The new one.</param>
    /// <exception cref="RandomException"><see cref="RandomError.Store"/>: perhaps the old one stands, perhaps the new.</exception>
    public void Replace(byte[] seed)
    {
        try
        {
            _store.SaveObject(SystemRecord.Seed, seed);
        }
        catch (StoreException e)
        {
            throw new RandomException(RandomError.Store, "NV seed not replaced: " + e.Message, e);
        }
    }
}
