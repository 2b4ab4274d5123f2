using NfToken.Pal;

namespace NfToken.Tests.Host.Storage;

/// <summary>What a store should hold, in the order of saving. Never changed, so that old and new can stand side by side.</summary>
internal sealed class StoreContent
{
    public static readonly StoreContent Empty = new([], []);

    private readonly uint[] _ids;
    private readonly byte[][] _values;

    private StoreContent(uint[] ids, byte[][] values)
    {
        _ids = ids;
        _values = values;
    }

    public ReadOnlySpan<uint> Ids => _ids;

    public byte[]? this[uint id]
    {
        get
        {
            int at = Array.IndexOf(_ids, id);
            return at < 0 ? null : _values[at];
        }
    }

    public StoreContent With(uint id, byte[] value)
    {
        StoreContent others = Without(id);
        return new StoreContent([.. others._ids, id], [.. others._values, value]);
    }

    public StoreContent Without(uint id)
    {
        int at = Array.IndexOf(_ids, id);
        return at < 0 ? this : new StoreContent([.. _ids[..at], .. _ids[(at + 1)..]], [.. _values[..at], .. _values[(at + 1)..]]);
    }

    /// <summary>Whether one of the records has this very value.</summary>
    public bool Holds(byte[] value)
    {
        foreach (byte[] other in _values)
        {
            if (ReferenceEquals(other, value) || other.AsSpan().SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares with what a store says.</summary>
    /// <param name="store">The store.</param>
    /// <param name="inOrder">Whether the order counts.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? FindFault(ObjectStore store, bool inOrder)
    {
        uint[] ids = store.GetObjectIds();
        if (!inOrder)
        {
            Array.Sort(ids, (one, other) => Array.IndexOf(_ids, one).CompareTo(Array.IndexOf(_ids, other)));
        }

        if (!ids.AsSpan().SequenceEqual(_ids))
        {
            return $"has {Names(ids)} instead of {Names(_ids)}";
        }

        for (int i = 0; i < ids.Length; i++)
        {
            byte[] value = _values[i];
            int length = store.FindObject(ids[i]);
            if (length != value.Length)
            {
                return $"{ids[i]:X}: {length} bytes instead of {value.Length}";
            }

            try
            {
                if (!value.AsSpan().SequenceEqual(store.GetObjectValue(ids[i])))
                {
                    return $"{ids[i]:X}: another value";
                }
            }
            catch (StoreException damaged) when (damaged.Error == StoreError.Damaged)
            {
                return $"{ids[i]:X}: {damaged.Message} damaged";
            }
        }

        return null;
    }

    /// <summary>Reads all of a store.</summary>
    public static StoreContent Of(ObjectStore store)
    {
        uint[] ids = store.GetObjectIds();
        return new StoreContent(ids, [.. ids.Select(store.GetObjectValue)]);
    }

    private static string Names(uint[] ids) => ids.Length == 0 ? "nothing" : string.Join(' ', ids.Select(id => id.ToString("X")));
}
