using System;
using System.Collections.Generic;
using System.Linq;

namespace NfToken.Pal.Simulator;

/// <summary>
/// A drive in memory that promises no more than <see cref="IDrive"/> does: the file that is being written when power is lost is there whole, in part,
/// empty or not at all, and one that is being deleted is there or not.
/// </summary>
public sealed class MemoryDrive : IDrive
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly FaultRandom _random;
    private long _operations;
    private long _cutAt = long.MaxValue;

    /// <summary>Makes an empty drive.</summary>
    /// <param name="seed">Seed of its faults.</param>
    public MemoryDrive(ulong seed = 0)
    {
        _random = new FaultRandom(seed);
    }

    /// <summary>Whether power is lost: nothing answers until <see cref="PowerUp"/>.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Called before each write (name and content) and deletion (name and null).</summary>
    public Action<string, byte[]?>? Watcher { get; set; }

    /// <summary>The files, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Has power fail in the middle of a write or deletion.</summary>
    /// <param name="operations">After how many whole operations more; 0: the next one is interrupted.</param>
    public void CutAfter(long operations) => _cutAt = _operations + operations;

    /// <summary>Switches the drive on again, and takes back a cut that did not happen.</summary>
    public void PowerUp()
    {
        IsOff = false;
        _cutAt = long.MaxValue;
    }

    /// <summary>Brings the drive to the state of another one, and switches it on.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="seed">Seed of the faults to come.</param>
    public void CopyFrom(MemoryDrive other, ulong seed)
    {
        _files.Clear();
        foreach ((string name, byte[] content) in other._files)
        {
            // Contents are replaced, never changed.
            _files.Add(name, content);
        }

        _random.Reseed(seed);
        PowerUp();
    }

    /// <summary>Does a part of a write or deletion, as power lost in its middle leaves it.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="content">Its bytes; null for a deletion.</param>
    public void Interrupt(string name, byte[]? content)
    {
        int fate = _random.Next(5);
        if (fate == 0)
        {
            return;
        }

        if (content == null || fate == 1)
        {
            _files.Remove(name);
            return;
        }

        _files[name] = fate switch
        {
            2 => [],
            3 => content[.._random.Next(content.Length + 1)],
            _ => (byte[])content.Clone(),
        };
    }

    /// <inheritdoc/>
    public string[] GetFileNames()
    {
        Check();
        return [.. _files.Keys.OrderBy(_ => _random.Next())];
    }

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        Check();
        return (byte[]?)_files.GetValueOrDefault(name)?.Clone();
    }

    /// <inheritdoc/>
    public void Write(string name, byte[] content)
    {
        Begin(name, content);
        _files[name] = (byte[])content.Clone();
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        Check();
        if (_files.ContainsKey(name))
        {
            Begin(name, null);
            _files.Remove(name);
        }
    }

    private void Begin(string name, byte[]? content)
    {
        Check();
        Watcher?.Invoke(name, content);
        if (_operations++ >= _cutAt)
        {
            Interrupt(name, content);
            IsOff = true;
            throw new StoreException(StoreError.Device, "power lost");
        }
    }

    private void Check()
    {
        if (IsOff)
        {
            throw new StoreException(StoreError.Device, "no power");
        }
    }
}
