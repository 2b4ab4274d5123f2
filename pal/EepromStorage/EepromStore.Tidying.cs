namespace NfToken.Pal.Storage;

/// <content>Start: overwriting what belongs to no record.</content>
public sealed partial class EepromStore
{
    /// <summary>Overwrites what was replaced or deleted, and public pieces of nothing are free.</summary>
    /// <returns>Whether anything was overwritten.</returns>
    private bool ClearDead(uint done)
    {
        bool isChanged = false;
        for (int i = 0; i < _part.Count; i++)
        {
            ushort state = _map.Next[i];
            if (state != EepromMap.Dead && state != EepromMap.Loose)
            {
                continue;
            }

            EepromHeader header = _part.Read(i);
            if (state == EepromMap.Loose && header.IsForerunner && header.Kind == EepromHeader.Piece && RecordKind.IsPublic(header.Id))
            {
                _map.Next[i] = EepromMap.Free;
            }
            else
            {
                Overwrite(i, done);
                isChanged = true;
            }
        }

        return isChanged;
    }

    /// <summary>Overwrites what belongs to no record, and frees the rest.</summary>
    private void Tidy(uint done)
    {
        bool isSettled = _map.LastVoid >= done && (_map.LastRound & 1) != 0;
        bool isClean = isSettled;
        for (int i = 0; i < _part.Count; i++)
        {
            ushort state = _map.Next[i];
            if (state == EepromMap.Unreadable)
            {
                Overwrite(i, done);
                isClean = false;
            }
            else if (state == EepromMap.Free && !isSettled)
            {
                // Its overwriting may have been interrupted, though it does not look it.
                EepromHeader header = _part.Read(i);
                if (!header.IsValid || header.Serial == done || !(header.Kind == EepromHeader.Void || header.Kind == EepromHeader.Announcement))
                {
                    Overwrite(i, done);
                }
            }
        }

        isClean &= !ClearDead(done);
        for (int i = 0; i < _part.Count; i++)
        {
            if (_map.Next[i] == EepromMap.Marker)
            {
                EepromHeader header = _part.Read(i);
                uint serial = header.Serial;
                bool isDeletion = header.IsCommit && header.Kind == EepromHeader.Deletion;
                if (isDeletion)
                {
                    Release(i, header.Id, serial);
                }

                // It may be a copy whose writing was interrupted, over a secret.
                if (!isDeletion || (!isSettled && serial == done && _map.Next[i] == EepromMap.Free))
                {
                    Overwrite(i, done);
                    isClean = false;
                }
            }
        }

        if (!isClean)
        {
            Settle(done);
        }

        _part.Eeprom.Sync();
    }
}
