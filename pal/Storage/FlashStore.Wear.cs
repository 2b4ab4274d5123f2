namespace NfToken.Pal.Storage;

/// <content>Levelling of wear.</content>
public sealed partial class FlashStore
{
    /// <summary>Blocks whose wear is looked at with each opening; the whole region has its turn.</summary>
    private const uint LevelledAtOnce = 16;

    /// <summary>
    /// The full-size block with the most room that is worn less, by half of what is allowed, than the smaller one that could be opened, or -1: while one full-size block is kept free, few
    /// others are opened as long as smaller ones are free. Of what it holds no more than half may live, so that the copy costs no more than it brings.
    /// </summary>
    private int FindRested(uint wear, int length)
    {
        int rested = -1;
        for (int i = 0; i < _live.Length; i++)
        {
            if (_live[i] < NotInUse && _part.IsFullSize(i) && !IsFailing(i) && (rested < 0 || _live[i] < _live[rested]) && GetWear(i) + (GetWearGap() >> 1) < wear)
            {
                int size = _part.GetSize(i);
                int room = size - _part.EntryAt(1) - (8 * _live[i]);
                if (room >= length && room >= size >> 1)
                {
                    rested = i;
                }
            }
        }

        return rested;
    }

    /// <summary>By how many erases blocks may differ: a small share of the highest count, as each move costs an erase.</summary>
    private uint GetWearGap() => 8 + (_highestEraseCount >> 6);

    /// <summary>Erase count of a block that is born, unchecked: a wrong one costs an erase, no more.</summary>
    private uint GetWear(int block)
    {
        _part.Fetch(block, 8, 4);
        return _part.Get(0);
    }

    /// <summary>
    /// Moves a block that rests far below the most worn one to a worn one.
    /// </summary>
    private void LevelWear()
    {
        if ((_state & LevelDue) == 0)
        {
            return;
        }

        _state &= ~LevelDue;
        uint gap = GetWearGap();
        int count = _live.Length < (int)LevelledAtOnce ? _live.Length : (int)LevelledAtOnce;
        int block = (int)((_lastSequence >> 2) * LevelledAtOnce % (uint)_live.Length);
        for (; count > 0; count--)
        {
            if (_live[block] < NotInUse && !IsFailing(block) && (_head == null || _head.Block != block) && GetWear(block) + gap < _highestEraseCount)
            {
                int target = ChooseFree(block, true);
                if (target >= 0)
                {
                    CompactTo(block, -1, target, false);
                    return;
                }
            }

            block = block + 1 < _live.Length ? block + 1 : 0;
        }
    }
}
