using System;

namespace NfToken.Cryptoki;

/// <summary>
/// What is kept in RAM of the token's objects: 13 bytes each, so that a search reads only records that will match. Oldest first.
/// </summary>
internal sealed class ObjectIndex
{
    /// <summary>The record could not be read; no search finds it.</summary>
    public const byte Damaged = 1;

    /// <summary>CKA_PRIVATE is true.</summary>
    public const byte Private = 2;

    private uint[] _ids = new uint[8];
    private uint[] _labels = new uint[8];
    private uint[] _keyIds = new uint[8];
    private byte[] _marks = new byte[8];

    /// <summary>How many objects there are, the damaged included.</summary>
    public int Count { get; private set; }

    /// <summary>Record id of an entry.</summary>
    /// <param name="place">Place of the entry, from 0.</param>
    public uint Id(int place) => _ids[place];

    /// <summary><see cref="Damaged"/> and <see cref="Private"/>.</summary>
    /// <param name="place">Place of the entry, from 0.</param>
    public byte Marks(int place) => _marks[place];

    /// <summary>Hash of CKA_LABEL.</summary>
    /// <param name="place">Place of the entry, from 0.</param>
    public uint LabelHash(int place) => _labels[place];

    /// <summary>Hash of CKA_ID.</summary>
    /// <param name="place">Place of the entry, from 0.</param>
    public uint KeyIdHash(int place) => _keyIds[place];

    /// <summary>Forgets all entries.</summary>
    public void Clear() => Count = 0;

    /// <summary>Place of an id, or -1.</summary>
    /// <param name="id">Record id.</param>
    public int Find(uint id)
    {
        uint[] ids = _ids;
        for (int i = Count - 1; i >= 0; i--)
        {
            if (ids[i] == id)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds an entry where its number belongs.</summary>
    /// <param name="id">Record id, not in the index.</param>
    /// <param name="content">The object, or null where it is damaged.</param>
    public void Add(uint id, StoredObject content)
    {
        Reserve();
        int place = Count++;
        uint number = RecordId.Number(id);
        for (; place > 0 && RecordId.Number(_ids[place - 1]) > number; place--)
        {
            Move(place - 1, place);
        }

        _ids[place] = id;
        Set(place, content);
    }

    /// <summary>Notes what an object is like now.</summary>
    /// <param name="place">Place of the entry.</param>
    /// <param name="content">The object, or null where it is damaged.</param>
    public void Set(int place, StoredObject content)
    {
        _labels[place] = content == null ? 0 : content.Hash(CKA.CKA_LABEL);
        _keyIds[place] = content == null ? 0 : content.Hash(CKA.CKA_ID);
        _marks[place] = content == null ? Damaged : content.Has(AttributeFlag.Private) ? Private : (byte)0;
    }

    /// <summary>Takes an entry away.</summary>
    /// <param name="place">Place of the entry.</param>
    public void RemoveAt(int place)
    {
        Count--;
        for (; place < Count; place++)
        {
            Move(place + 1, place);
        }
    }

    /// <summary>Makes room for one more entry, so that <see cref="Add"/> cannot run out of memory after the store has saved.</summary>
    public void Reserve()
    {
        if (Count < _ids.Length)
        {
            return;
        }

        int size = Count + 8;
        uint[] ids = new uint[size];
        uint[] labels = new uint[size];
        uint[] keyIds = new uint[size];
        byte[] marks = new byte[size];
        Array.Copy(_ids, 0, ids, 0, Count);
        Array.Copy(_labels, 0, labels, 0, Count);
        Array.Copy(_keyIds, 0, keyIds, 0, Count);
        Array.Copy(_marks, 0, marks, 0, Count);
        _ids = ids;
        _labels = labels;
        _keyIds = keyIds;
        _marks = marks;
    }

    private void Move(int from, int to)
    {
        _ids[to] = _ids[from];
        _labels[to] = _labels[from];
        _keyIds[to] = _keyIds[from];
        _marks[to] = _marks[from];
    }
}
