using NfToken.Pal;

namespace NfToken.Tests.Host.Storage;

/// <summary>A drive in memory that loses power in the middle of a write or deletion and keeps what <see cref="IDrive"/> lets it keep.</summary>
internal sealed class FragileDrive : IDrive
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private int _left = int.MaxValue;
    private Remains _remains;

    /// <summary>What an interrupted write leaves of the file; an interrupted deletion is done with the odd ones.</summary>
    internal enum Remains
    {
        Nothing,
        Whole,
        Empty,
        Start,
        AllButTheLastByte,
        RightLengthWrongBytes,
        RightLengthWrongEnd,
        Longer,
    }

    public bool IsOff { get; private set; }

    public bool RefusesDeletions { get; set; }

    /// <summary>Longest file that still fits.</summary>
    public int Room { get; set; } = int.MaxValue;

    public FragileDrive Clone()
    {
        var twin = new FragileDrive();
        foreach ((string name, byte[] content) in _files)
        {
            twin._files[name] = (byte[])content.Clone();
        }

        return twin;
    }

    /// <summary>Has power go at an operation, counted from 0.</summary>
    public void CutAt(int operation, Remains remains) => (_left, _remains) = (operation, remains);

    public void PowerUp() => (IsOff, _left) = (false, int.MaxValue);

    public void Damage(string name) => _files[name][^1] ^= 1;

    public string[] GetFileNames()
    {
        Answer();
        return [.. _files.Keys];
    }

    public byte[]? Read(string name)
    {
        Answer();
        return _files.TryGetValue(name, out byte[]? content) ? (byte[])content.Clone() : null;
    }

    public void Write(string name, byte[] content)
    {
        Answer();
        if (content.Length > Room)
        {
            _files[name] = content[..Room];
            throw new StoreException(StoreError.Full, name);
        }

        bool torn = _left-- == 0;
        if (torn && _remains == Remains.Nothing)
        {
            _files.Remove(name);
        }
        else
        {
            _files[name] = torn ? Tear(content) : (byte[])content.Clone();
        }

        Fail(torn);
    }

    public void Delete(string name)
    {
        Answer();
        if (!_files.ContainsKey(name))
        {
            return;
        }

        if (RefusesDeletions)
        {
            throw new StoreException(StoreError.Device, "write protected");
        }

        bool torn = _left-- == 0;
        if (!torn || (int)_remains % 2 == 1)
        {
            _files.Remove(name);
        }

        Fail(torn);
    }

    private byte[] Tear(byte[] content)
    {
        byte[] torn = (byte[])content.Clone();
        switch (_remains)
        {
            case Remains.Empty: return [];
            case Remains.Start: return content[..(content.Length / 2)];
            case Remains.AllButTheLastByte: return content[..Math.Max(0, content.Length - 1)];
            case Remains.RightLengthWrongBytes: Array.Clear(torn); return torn;
            case Remains.RightLengthWrongEnd: torn.AsSpan(torn.Length / 2).Fill(0xE5); return torn;
            case Remains.Longer: return [.. content, 0, 0, 0];
            default: return torn;
        }
    }

    private void Answer()
    {
        if (IsOff)
        {
            throw new StoreException(StoreError.Device, "no power");
        }
    }

    private void Fail(bool torn)
    {
        if (torn)
        {
            IsOff = true;
            throw new StoreException(StoreError.Device, "power lost");
        }
    }
}
