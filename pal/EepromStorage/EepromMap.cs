namespace NfToken.Pal.Storage;

/// <summary>What lies where, read from the headers alone. The store keeps it up to date; reading it changes nothing on the part.</summary>
internal sealed class EepromMap
{
    /// <summary>End of a record's chain.</summary>
    internal const ushort End = 0xFFFF;

    /// <summary>May be written.</summary>
    internal const ushort Free = 0xFFFE;

    /// <summary>Failed, and is out of use.</summary>
    internal const ushort Bad = 0xFFFD;

    /// <summary>A deletion that has to stay, because what it deletes lies in a section that failed.</summary>
    internal const ushort Pinned = 0xFFFC;

    /// <summary>The header does not check.</summary>
    internal const ushort Unreadable = 0xFFFB;

    /// <summary>A piece of no record.</summary>
    internal const ushort Loose = 0xFFFA;

    /// <summary>Piece 0 of a value that was replaced or deleted.</summary>
    internal const ushort Dead = 0xFFF9;

    /// <summary>A deletion, not looked into yet.</summary>
    internal const ushort Marker = 0xFFF8;

    /// <summary>A second piece 0 of one value.</summary>
    internal const ushort Twin = 0xFFF7;

    /// <summary>An announcement that is needed until its operation is done.</summary>
    internal const ushort Held = 0xFFF6;

    /// <summary>Of each section: the next one of its record, or what else it is.</summary>
    internal readonly ushort[] Next;

    internal EepromIndex Index;

    /// <summary>Highest serial of a commit, of a void, and of what goes before a commit; 0 where there is none.</summary>
    internal uint LastCommit;
    internal uint LastVoid;
    internal uint LastForerunner;

    /// <summary>Number of announcements of the last forerunner's operation, and the section of one.</summary>
    internal int Announcements;
    internal int AnnouncedIn;

    /// <summary>Highest round that a void of that serial tells; odd: all that was overwritten in rounds before is firm.</summary>
    internal int LastRound;

    /// <summary>Number of records that the last void tells.</summary>
    internal int Census;

    /// <summary>Section of the last commit or forerunner: writing goes on behind it.</summary>
    internal int LastWritten;

    /// <summary>Serial of a value whose piece 0 was found twice, or 0.</summary>
    internal uint TwinSerial;

    /// <summary>Whether a section was read twice and told two stories: read it all again.</summary>
    internal bool IsUnsteady;

    /// <summary>Sections whose header checks.</summary>
    internal int ValidCount;

    private readonly EepromPart _part;

    internal EepromMap(EepromPart part)
    {
        _part = part;
        Next = new ushort[part.Count];
    }

    /// <summary>Whether a section belongs to a record.</summary>
    internal bool IsLive(int section) => Next[section] < EepromPart.MaxSections || Next[section] == End;

    /// <summary>Sections that may be written.</summary>
    internal int CountFree()
    {
        int count = 0;
        ushort[] next = Next;
        for (int i = 0; i < next.Length; i++)
        {
            if (next[i] == Free)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Reads the headers of all sections that did not fail.</summary>
    /// <exception cref="StoreException"><see cref="StoreError.Version"/>.</exception>
    internal void Scan()
    {
        Index = new EepromIndex();
        LastCommit = 0;
        LastVoid = 0;
        LastRound = 0;
        LastForerunner = 0;
        Announcements = 0;
        Census = EepromHeader.NoCensus;
        LastWritten = -1;
        TwinSerial = 0;
        ValidCount = 0;
        IsUnsteady = false;
        uint lastWritten = 0;
        bool isLoose = false;
        bool isMarked = false;
        for (int i = 0; i < Next.Length; i++)
        {
            if (Next[i] == Bad)
            {
                continue;
            }

            EepromHeader header = _part.Read(i);
            if (!header.IsValid)
            {
                Next[i] = Unreadable;
                continue;
            }

            if (header.FormatVersion > EepromHeader.Version)
            {
                throw new StoreException(StoreError.Version, "format " + header.FormatVersion);
            }

            ValidCount++;
            uint serial = header.Serial;
            Next[i] = Free;
            if (header.Kind == EepromHeader.Void)
            {
                if (serial > LastVoid)
                {
                    LastVoid = serial;
                    LastRound = 0;
                    Census = EepromHeader.NoCensus;
                }

                if (serial == LastVoid && header.Number > LastRound)
                {
                    LastRound = header.Number;
                }

                if (serial == LastVoid && header.Length != EepromHeader.NoCensus)
                {
                    Census = header.Length;
                }

                continue;
            }

            if (serial >= lastWritten)
            {
                lastWritten = serial;
                LastWritten = i;
            }

            if (header.IsCommit)
            {
                if (serial > LastCommit)
                {
                    LastCommit = serial;
                }

                if (header.Kind == EepromHeader.Deletion)
                {
                    Next[i] = Marker;
                    isMarked = true;
                }
                else
                {
                    Enter(header, i);
                }

                continue;
            }

            if (serial > LastForerunner)
            {
                LastForerunner = serial;
                Announcements = 0;
            }

            if (serial == LastForerunner && header.Kind == EepromHeader.Announcement)
            {
                Announcements++;
                AnnouncedIn = i;
            }

            if (header.Kind == EepromHeader.Piece && !TryAttach(header, i))
            {
                Next[i] = Loose;
                isLoose = true;
            }
        }

        if (isLoose)
        {
            AttachLoose();
        }

        if (isMarked)
        {
            ApplyDeletions();
        }
    }

    /// <summary>Records that were there when the last operation was done and are not any more.</summary>
    internal int GetLost()
    {
        bool isTold = LastVoid >= LastCommit && LastVoid + 1 >= LastForerunner && Census != EepromHeader.NoCensus;
        return isTold && Census > Index.Count ? Census - Index.Count : 0;
    }

    /// <summary>Takes a record out of the index; what it consisted of becomes dead.</summary>
    internal void Kill(int at)
    {
        int section = Index.Heads[at];
        ushort state = Dead;
        while (section != End)
        {
            int next = Next[section];
            Next[section] = state;
            state = Loose;
            section = next;
        }

        Index.RemoveAt(at);
    }

    /// <summary>Whether a deletion still deletes something: piece 0 in a section that failed and still reads.</summary>
    internal bool IsNeeded(uint id, uint serial)
    {
        for (int i = 0; i < Next.Length; i++)
        {
            if (Next[i] == Bad)
            {
                EepromHeader header = _part.Read(i);
                if (header.IsCommit && header.Kind == EepromHeader.Piece && header.Serial < serial && (id == 0 || header.Id == id))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Enter(EepromHeader header, int section)
    {
        int at = Index.Find(header.Id);
        if (at >= 0)
        {
            uint serial = Index.Serials[at];
            if (serial == header.Serial)
            {
                Next[section] = Twin;
                TwinSerial = serial;
                return;
            }

            if (serial > header.Serial)
            {
                Next[section] = Dead;
                return;
            }

            Kill(at);
        }

        Next[section] = End;
        Index.Add(header.Id, header.Serial, header.ValueCrc, header.Length, section);
    }

    private bool TryAttach(EepromHeader header, int section)
    {
        int at = Index.Find(header.Id);
        if (at < 0
            || Index.Serials[at] != header.Serial
            || Index.Crcs[at] != header.ValueCrc
            || Index.Lengths[at] != header.Length
            || header.Number >= _part.GetPieces(header.Length))
        {
            return false;
        }

        int head = Index.Heads[at];
        Next[section] = Next[head];
        Next[head] = (ushort)section;
        return true;
    }

    /// <summary>Pieces that were read before their piece 0. Those of a value that a later one replaced stay loose.</summary>
    private void AttachLoose()
    {
        for (int i = 0; i < Next.Length; i++)
        {
            if (Next[i] == Loose)
            {
                EepromHeader header = _part.Read(i);
                if (!header.IsForerunner || header.Kind != EepromHeader.Piece)
                {
                    IsUnsteady = true;
                }
                else
                {
                    TryAttach(header, i);
                }
            }
        }
    }

    private void ApplyDeletions()
    {
        for (int i = 0; i < Next.Length; i++)
        {
            if (Next[i] != Marker)
            {
                continue;
            }

            EepromHeader header = _part.Read(i);
            if (!header.IsCommit || header.Kind != EepromHeader.Deletion)
            {
                IsUnsteady = true;
                continue;
            }

            for (int at = Index.Count - 1; at >= 0; at--)
            {
                if (Index.Serials[at] < header.Serial && (header.Id == 0 || header.Id == Index.Ids[at]))
                {
                    Kill(at);
                }
            }
        }
    }
}
