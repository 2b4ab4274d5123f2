using System;

namespace NfToken.Pal.Storage;

/// <summary>The first bytes of a section. EEPROM.md draws them.</summary>
internal sealed class EepromHeader
{
    /// <summary>Length in bytes.</summary>
    internal const int Size = 28;

    /// <summary>Version of the format that this code writes.</summary>
    internal const int Version = 1;

    /// <summary>A piece of a value. The one numbered 0 is written last and makes the record.</summary>
    internal const int Piece = 1;

    /// <summary>Nothing: free. Also says that the operation of its serial was committed, or called off, for good.</summary>
    internal const int Void = 2;

    /// <summary>Free too, but says where the next write of its operation goes.</summary>
    internal const int Announcement = 3;

    /// <summary>Deletes a record, or with id 0 all records, of lower serials.</summary>
    internal const int Deletion = 4;

    /// <summary>No section.</summary>
    internal const int Nowhere = 0xFFFF;

    /// <summary>Length of a void that does not tell the number of records.</summary>
    internal const int NoCensus = 0xFFFFFF;

    internal readonly byte[] Raw = new byte[Size];

    private readonly uint _start;

    /// <summary>Whether the checksum says that it is ours and whole.</summary>
    internal bool IsValid;

    internal int FormatVersion;
    internal int Kind;
    internal uint Id;

    /// <summary>Number of the operation that wrote the section; rises.</summary>
    internal uint Serial;

    /// <summary>Checksum of the whole value: pieces of different values never mix, whatever their serials.</summary>
    internal uint ValueCrc;

    /// <summary>Checksum of this section's share of the value.</summary>
    internal uint DataCrc;

    /// <summary>Length of the whole value; where the section is void, the number of records there are.</summary>
    internal int Length;

    /// <summary>Number of the piece; where the section is void, the round of overwriting; odd: each round before is complete.</summary>
    internal int Number;

    /// <summary>Where the next write of the operation goes.</summary>
    internal int Place;

    internal EepromHeader(int sectionSize, int sectionCount)
    {
        // The checksum starts from the geometry, so that a part read with another one is no store.
        byte[] magic = new byte[] { 0x4E, 0x46, 0x45, 0x45, (byte)sectionSize, (byte)(sectionSize >> 8), (byte)sectionCount, (byte)(sectionCount >> 8) };
        _start = Crc32.Update(0, magic, 0, magic.Length);
    }

    /// <summary>Whether this makes a record or unmakes one: its operation counts from this write on.</summary>
    internal bool IsCommit => IsValid && (Kind == Deletion || (Kind == Piece && Number == 0));

    /// <summary>Whether this belongs to an operation before its commit.</summary>
    internal bool IsForerunner => IsValid && (Kind == Announcement || (Kind == Piece && Number != 0));

    /// <summary>Bytes of the value in this section, where a section takes so many.</summary>
    internal int GetShare(int payload)
    {
        int rest = Length - Number * payload;
        return rest < 0 ? 0 : rest < payload ? rest : payload;
    }

    /// <summary>Reads the fields from <see cref="Raw"/>.</summary>
    internal void Parse()
    {
        byte[] raw = Raw;
        IsValid = Get(0) == Crc32.Update(_start, raw, 4, Size - 4);
        Id = Get(4);
        Serial = Get(8);
        ValueCrc = Get(12);
        DataCrc = Get(16);
        Length = (int)(Get(20) & 0xFFFFFF);
        FormatVersion = raw[23] >> 4;
        Kind = raw[23] & 15;
        Number = raw[24] | raw[25] << 8;
        Place = raw[26] | raw[27] << 8;
    }

    /// <summary>Writes the fields to <see cref="Raw"/>.</summary>
    internal void Build()
    {
        byte[] raw = Raw;
        Put(4, Id);
        Put(8, Serial);
        Put(12, ValueCrc);
        Put(16, DataCrc);
        Put(20, (uint)Length | (uint)(Version << 4 | Kind) << 24);
        Put(24, (uint)Number | (uint)Place << 16);
        Put(0, Crc32.Update(_start, raw, 4, Size - 4));
    }

    /// <summary>Sets the fields to those of a section that carries no value.</summary>
    internal void Set(int kind, uint id, uint serial, int length, int place)
    {
        Kind = kind;
        Id = id;
        Serial = serial;
        ValueCrc = 0;
        DataCrc = 0;
        Length = length;
        Number = 0;
        Place = place;
    }

    private uint Get(int at) => BitConverter.ToUInt32(Raw, at);

    private void Put(int at, uint value)
    {
        Raw[at] = (byte)value;
        Raw[at + 1] = (byte)(value >> 8);
        Raw[at + 2] = (byte)(value >> 16);
        Raw[at + 3] = (byte)(value >> 24);
    }
}
