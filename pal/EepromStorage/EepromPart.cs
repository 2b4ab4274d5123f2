using System;

namespace NfToken.Pal.Storage;

/// <summary>The EEPROM as the store uses it: headers, writes that are read back, sections that fail.</summary>
internal sealed class EepromPart
{
    internal const int MaxSections = 4096;

    internal readonly IEeprom Eeprom;
    internal readonly int Count;
    internal readonly int SectionSize;

    /// <summary>Bytes of a value that a section takes.</summary>
    internal readonly int Payload;

    /// <summary>What was read last.</summary>
    internal readonly EepromHeader Header;

    /// <summary>What is written next, where it is a header alone.</summary>
    internal readonly EepromHeader Draft;

    private readonly byte[] _check = new byte[64];

    /// <exception cref="StoreException">The part does not fit the store.</exception>
    internal EepromPart(IEeprom eeprom)
    {
        Eeprom = eeprom;
        Count = eeprom.SectionCount;
        SectionSize = eeprom.SectionSize;
        if (Count < 2 || Count > MaxSections || SectionSize < 32 || SectionSize > 4096)
        {
            throw new StoreException(StoreError.Device, "EEPROM geometry");
        }

        Payload = SectionSize - EepromHeader.Size;
        Header = new EepromHeader(SectionSize, Count);
        Draft = new EepromHeader(SectionSize, Count);
    }

    /// <summary>Sections that a value of some length takes.</summary>
    internal int GetPieces(int length) => length == 0 ? 1 : (length + Payload - 1) / Payload;

    /// <summary>Reads a section's header.</summary>
    internal EepromHeader Read(int section)
    {
        Eeprom.Read(section, 0, Header.Raw, 0, EepromHeader.Size);
        Header.Parse();
        return Header;
    }

    /// <summary>Reads a section once, whole, into an array whose first bytes become <see cref="Header"/>.</summary>
    /// <returns>Whether it checks: header and data.</returns>
    internal bool ReadWhole(int section, byte[] buffer)
    {
        Eeprom.Read(section, 0, buffer, 0, SectionSize);
        Array.Copy(buffer, Header.Raw, EepromHeader.Size);
        Header.Parse();
        return Header.IsValid
            && (Header.Kind != EepromHeader.Piece
                || Crc32.Update(0, buffer, EepromHeader.Size, Header.GetShare(Payload)) == Header.DataCrc);
    }

    /// <summary>Writes the start of a section and reads it back.</summary>
    /// <returns>False where the section failed.</returns>
    /// <exception cref="FlashException">The part does not even read.</exception>
    internal bool TryWrite(int section, byte[] data, int count)
    {
        try
        {
            Eeprom.Write(section, data, 0, count);
        }
        catch (FlashException)
        {
            // A section that fails still reads; a part that is gone does not.
            Eeprom.Read(section, 0, _check, 0, 1);
            return false;
        }

        byte[] check = _check;
        for (int at = 0; at < count; at += check.Length)
        {
            int part = count - at < check.Length ? count - at : check.Length;
            Eeprom.Read(section, at, check, 0, part);
            for (int i = 0; i < part; i++)
            {
                if (check[i] != data[at + i])
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Writes <see cref="Draft"/>.</summary>
    /// <param name="section">Where.</param>
    /// <param name="isWhole">Whether zeros go over the rest of the section.</param>
    /// <returns>False where the section failed.</returns>
    internal bool TryWriteDraft(int section, bool isWhole)
    {
        Draft.Build();
        if (!isWhole)
        {
            return TryWrite(section, Draft.Raw, EepromHeader.Size);
        }

        byte[] data = new byte[SectionSize];
        Array.Copy(Draft.Raw, data, EepromHeader.Size);
        return TryWrite(section, data, SectionSize);
    }

    /// <summary>Whether all bytes of the part have one value.</summary>
    internal bool IsAll(byte value)
    {
        byte[] check = _check;
        for (int section = 0; section < Count; section++)
        {
            for (int at = 0; at < SectionSize; at += check.Length)
            {
                int part = SectionSize - at < check.Length ? SectionSize - at : check.Length;
                Eeprom.Read(section, at, check, 0, part);
                for (int i = 0; i < part; i++)
                {
                    if (check[i] != value)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }
}
