using System;

namespace NfToken.Pal.Simulator;

/// <content>Copies of a part, cheap enough to be made for every operation.</content>
public sealed partial class FlashSimulator
{
    /// <summary>Counts changes, so that a copy brings over only blocks that changed.</summary>
    private long _changes;

    /// <summary>Of each block, the change that came last.</summary>
    private readonly long[] _changedAt;

    private FlashSimulator? _copied;

    /// <summary>Changes of the other part, and of this one, when they were alike.</summary>
    private (long There, long Here) _alikeAt;

    /// <summary>The same part in the same state, with a fate of its own; switched on, watched by nobody.</summary>
    /// <param name="seed">Seed of its faults.</param>
    public FlashSimulator Clone(ulong seed)
    {
        FlashSimulator clone = new(_starts, WriteSize, CanReprogram, seed);
        clone.CopyFrom(this, seed);
        return clone;
    }

    /// <summary>Brings the part to the state of another one of the same make, and switches it on.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="seed">Seed of the faults to come.</param>
    public void CopyFrom(FlashSimulator other, ulong seed)
    {
        bool isKnown = _copied == other;
        for (int block = 0; block < BlockCount; block++)
        {
            if (!isKnown || _changedAt[block] > _alikeAt.Here || other._changedAt[block] > _alikeAt.There)
            {
                CopyBlock(other, block);
            }
        }

        Array.Copy(other.EraseCounts, EraseCounts, EraseCounts.Length);
        Array.Copy(other.EraseFailures, EraseFailures, EraseFailures.Length);
        Array.Copy(other.ProgramFailures, ProgramFailures, ProgramFailures.Length);
        Endurance = other.Endurance;
        WearFailure = other.WearFailure;
        _stuckAtOne = other._stuckAtOne;
        _stuckAtZero = other._stuckAtZero;
        _copied = other;
        _alikeAt = (other._changes, _changes);
        _random.Reseed(seed);
        PowerUp();
    }

    private void CopyBlock(FlashSimulator other, int block)
    {
        _changedAt[block] = ++_changes;
        int start = _starts[block];
        int size = GetBlockSize(block);
        Array.Copy(other._cells, start, _cells, start, size);
        if (other._hasUnstable[block] || _hasUnstable[block])
        {
            Array.Copy(other._unstable, start, _unstable, start, size);
            _hasUnstable[block] = other._hasUnstable[block];
        }

        if (!CanReprogram)
        {
            Array.Copy(other._programmed, start / WriteSize, _programmed, start / WriteSize, size / WriteSize);
        }
    }
}
