using System;

namespace NfToken.Pal.Storage;

/// <summary>
/// What lies where on a part of the store of sections, read without changing anything: also on one that is damaged, foreign or blank, and on one whose last
/// operation was interrupted. The values of records are read for their checksums only and not kept.
/// </summary>
/// <remarks>The format counts no writes, and a section that failed is known only to the store that noticed: neither wear nor retirement can be told.</remarks>
public sealed class EepromInspection
{
    /// <summary>Bytes of a section's header; the share of the value follows.</summary>
    public const int HeaderSize = EepromHeader.Size;

    private readonly EepromPart _part;

    private EepromInspection(IEeprom eeprom)
    {
        _part = new EepromPart(eeprom);
        Sections = new EepromSectionInspection[_part.Count];
    }

    /// <summary>Its sections.</summary>
    public EepromSectionInspection[] Sections { get; }

    /// <summary>Size of a section in bytes.</summary>
    public int SectionSize => _part.SectionSize;

    /// <summary>Whether any section has a sound header: else the part is blank or another's, or read with another geometry.</summary>
    public bool IsStore => Version != 0;

    /// <summary>Highest format version found in a header; 0 where there is none.</summary>
    public int Version { get; private set; }

    /// <summary>Reads a part.</summary>
    /// <param name="eeprom">The part; only its <see cref="IEeprom.Read"/> is used.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the geometry is none that the store takes.</exception>
    /// <exception cref="FlashException">The part does not answer.</exception>
    public static EepromInspection Read(IEeprom eeprom)
    {
        EepromInspection inspection = new EepromInspection(eeprom);
        byte[] buffer = new byte[inspection._part.SectionSize];
        for (int i = 0; i < inspection.Sections.Length; i++)
        {
            inspection.Sections[i] = inspection.ReadSection(i, buffer);
        }

        Array.Clear(buffer, 0, buffer.Length);

        // Sections of another version lie otherwise than this code would read them.
        if (inspection.IsStore && inspection.Version <= EepromHeader.Version)
        {
            inspection.Judge();
        }

        return inspection;
    }

    private EepromSectionInspection ReadSection(int index, byte[] buffer)
    {
        EepromSectionInspection section = new EepromSectionInspection(index);
        section.IsIntact = _part.ReadWhole(index, buffer);
        EepromHeader header = _part.Header;
        if (!header.IsValid)
        {
            section.State = IsAll(buffer, buffer[0]) ? EepromSectionState.Blank : EepromSectionState.Foreign;
            return section;
        }

        section.IsNamed = true;
        if (header.FormatVersion > Version)
        {
            Version = header.FormatVersion;
        }

        section.Serial = header.Serial;
        bool isPiece = header.Kind == EepromHeader.Piece;
        if (isPiece || header.Kind == EepromHeader.Deletion)
        {
            section.Id = header.Id;
        }

        if (isPiece)
        {
            section.Piece = header.Number;
            section.PieceCount = _part.GetPieces(header.Length);
            section.ValueLength = header.Length;
            section.DataLength = header.GetShare(_part.Payload);
        }

        if (header.IsForerunner && header.Place < Sections.Length)
        {
            section.Place = header.Place;
        }

        section.State = header.Kind == EepromHeader.Void ? EepromSectionState.Void
            : header.Kind == EepromHeader.Announcement ? EepromSectionState.Announcement
            : header.Kind == EepromHeader.Deletion ? EepromSectionState.Deletion
            : isPiece ? EepromSectionState.Dead
            : EepromSectionState.Foreign;
        for (int i = HeaderSize + section.DataLength; i < buffer.Length && !section.HasRemains; i++)
        {
            section.HasRemains = buffer[i] != 0 && buffer[i] != 0xFF;
        }

        return section;
    }

    private static bool IsAll(byte[] buffer, byte value)
    {
        bool isAll = value == 0 || value == 0xFF;
        for (int i = 0; i < buffer.Length && isAll; i++)
        {
            isAll = buffer[i] == value;
        }

        return isAll;
    }

    /// <summary>Tells by the store's own map which pieces count.</summary>
    private void Judge()
    {
        EepromMap map = new EepromMap(_part);
        map.Scan();
        uint done = map.LastCommit > map.LastVoid ? map.LastCommit : map.LastVoid;
        for (int i = 0; i < Sections.Length; i++)
        {
            EepromSectionInspection section = Sections[i];
            if (!section.IsNamed)
            {
                section.State = section.State == EepromSectionState.Blank ? EepromSectionState.Blank
                    : IsAnnounced(i, done) ? EepromSectionState.Interrupted
                    : EepromSectionState.Unreadable;
            }
            else if (map.Next[i] == EepromMap.Twin)
            {
                section.State = EepromSectionState.Copy;
            }
            else if (section.State == EepromSectionState.Dead)
            {
                section.State = map.IsLive(i) ? section.IsIntact ? EepromSectionState.Live : EepromSectionState.Damaged
                    : section.Serial > done ? EepromSectionState.Interrupted
                    : EepromSectionState.Dead;
            }
        }
    }

    /// <summary>Whether an operation that was not committed says that it was to write a section.</summary>
    private bool IsAnnounced(int index, uint done)
    {
        bool isAnnounced = false;
        for (int i = 0; i < Sections.Length && !isAnnounced; i++)
        {
            isAnnounced = Sections[i].Place == index && Sections[i].Serial > done;
        }

        return isAnnounced;
    }
}
