namespace NfToken.Pal.Storage;

/// <content>What happens when the flash fails: another start, without the block that failed.</content>
public sealed partial class FlashStore
{
    /// <summary>Blocks that may fail to program within one call.</summary>
    private const int MostFailures = 8;

    private void EnsureFresh()
    {
        if ((_state & Stale) != 0)
        {
            _part.Restart();
            Refresh();
        }
    }

    /// <summary>
    /// Takes a failed program operation for a loss of power: the start finishes or takes back what was interrupted, and moves what lives in the block
    /// elsewhere.
    /// </summary>
    private void StartAgain(FlashBlockException bad, int failures)
    {
        if (failures >= MostFailures)
        {
            throw Failed(bad);
        }

        NoteFailing(bad.Block);
        Refresh();
    }

    private void NoteFailing(int block)
    {
        if (_failing == null)
        {
            _failing = new bool[_live.Length];
        }

        _failing[block] = true;
    }

    private bool IsFailing(int block) => _failing != null && _failing[block];

    /// <summary>Whether units that were programmed may be programmed again.</summary>
    private bool CanRewrite(int block) => _part.CanReprogram && !IsFailing(block);

    private void Refresh()
    {
        FlashTail kept = _head;
        for (int failures = 0; ; failures++)
        {
            FlashBlockException bad;
            try
            {
                _state |= Stale;
                Mount(kept != null && IsFailing(kept.Block) ? null : kept);
                _state &= ~Stale;
                return;
            }
            catch (FlashBlockException failure)
            {
                bad = failure;
            }
            catch (FlashException failure)
            {
                throw Failed(failure);
            }

            if (failures >= MostFailures)
            {
                throw Failed(bad);
            }

            NoteFailing(bad.Block);
        }
    }

    /// <summary>Nothing that was concluded since counts: the next call reads the flash again.</summary>
    private StoreException Failed(FlashException failure)
    {
        _state |= Stale;
        _failing = null;
        _head = null;
        return new StoreException(StoreError.Device, failure.Message);
    }
}
