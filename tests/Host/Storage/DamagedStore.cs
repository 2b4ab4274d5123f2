using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Host.Storage;

/// <summary>What a store over a damaged part may say, and what not.</summary>
internal sealed class DamagedStore
{
    private const uint ProbeId = 0x0400FFFF;

    private readonly FlashSimulator _flash;
    private readonly StoreContent _content;
    private readonly string _where;
    private readonly bool _isBurst;

    /// <param name="flash">The part.</param>
    /// <param name="content">What was saved, before it was damaged.</param>
    /// <param name="where">Where the damage is.</param>
    /// <param name="isBurst">Whether so much is damaged that records may be gone without being counted as lost, and deleted ones be named as damaged.</param>
    public DamagedStore(FlashSimulator flash, StoreContent content, string where, bool isBurst = false)
    {
        _flash = flash;
        _content = content;
        _where = where;
        _isBurst = isBurst;
    }

    /// <summary>Opens, reads everything, saves, and opens again.</summary>
    /// <returns>How many records are damaged or lost.</returns>
    public int Check()
    {
        FlashStore store = FlashStore.Open(_flash);
        StoreContent whole = ReadWhole(store, out int missing);
        Expect(missing == 0 || _isBurst || store.LostRecords > 0, $"{missing} records are gone and none is reported as lost");
        int damaged = _content.Ids.Length - whole.Ids.Length;
        ExpectStill(FlashStore.Open(_flash), whole, "opened again");
        store = FlashStore.Open(_flash);
        byte[] probe = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
        while (true)
        {
            try
            {
                store.SaveObject(ProbeId, probe);
                break;
            }
            catch (StoreException full) when (full.Error == StoreError.Full)
            {
                uint[] ids = store.GetObjectIds();
                Expect(ids.Length > 0, "no room for a small record in an empty store");
                store.DeleteObject(ids[0]);
                whole = whole.Without(ids[0]);
            }
        }

        ExpectStill(store, whole.With(ProbeId, probe), "after a save");
        ExpectStill(FlashStore.Open(_flash), whole.With(ProbeId, probe), "opened after a save");
        return damaged;
    }

    private StoreContent ReadWhole(FlashStore store, out int missing)
    {
        StoreContent whole = StoreContent.Empty;
        missing = 0;
        foreach (uint id in store.GetObjectIds())
        {
            Expect(_content[id] != null || IsDamaged(store, id), $"{id:X} has come back");
        }

        foreach (uint id in _content.Ids)
        {
            try
            {
                byte[]? value = store.GetObjectValue(id);
                if (value == null)
                {
                    missing++;
                    continue;
                }

                Expect(value.AsSpan().SequenceEqual(_content[id]), $"{id:X} has another value");
                Expect(store.FindObject(id) == value.Length, $"{id:X} has another length");
                whole = whole.With(id, _content[id]!);
            }
            catch (StoreException failure) when (failure.Error == StoreError.Damaged)
            {
                // Said so.
            }
        }

        return whole;
    }

    /// <summary>What was whole stays so; what was not has no value, whatever else is said of it.</summary>
    private void ExpectStill(FlashStore store, StoreContent whole, string when)
    {
        foreach (uint id in store.GetObjectIds())
        {
            Expect(_content[id] != null || whole[id] != null || IsDamaged(store, id), $"{when}: {id:X} has come back");
            try
            {
                byte[] value = store.GetObjectValue(id);
                Expect(value.AsSpan().SequenceEqual(whole[id]), $"{when}: {id:X} has another value");
            }
            catch (StoreException failure) when (failure.Error == StoreError.Damaged)
            {
                Expect(whole[id] == null, $"{when}: {id:X} is damaged");
            }
        }

        foreach (uint id in whole.Ids)
        {
            Expect(store.FindObject(id) >= 0, $"{when}: {id:X} is gone");
        }
    }

    /// <summary>Whether the store names a record without giving it a value, where that may be.</summary>
    private bool IsDamaged(FlashStore store, uint id)
    {
        try
        {
            store.GetObjectValue(id);
            return false;
        }
        catch (StoreException failure) when (failure.Error == StoreError.Damaged)
        {
            return _isBurst;
        }
    }

    private void Expect(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{_where}: {message}");
        }
    }
}
