using System;
using System.Buffers.Binary;
using System.Text;
using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>Writes the structures that tell of library, slot, token, session and mechanism, as C lays them out.</summary>
internal static unsafe class Structures
{
    /// <summary>CK_INFO.</summary>
    /// <param name="info">What it says.</param>
    /// <param name="pointer">Where it goes.</param>
    public static void Write(CkInfo info, nuint pointer)
    {
        Span<byte> place = Begin(pointer, 88);
        Version(place, info.CryptokiVersion);
        Text(place.Slice(2, 32), info.ManufacturerId);
        Number(place[40..], info.Flags);
        Text(place.Slice(48, 32), info.LibraryDescription);
        Version(place[80..], info.LibraryVersion);
    }

    /// <summary>CK_SLOT_INFO.</summary>
    /// <param name="info">What it says.</param>
    /// <param name="pointer">Where it goes.</param>
    public static void Write(CkSlotInfo info, nuint pointer)
    {
        Span<byte> place = Begin(pointer, 112);
        Text(place[..64], info.SlotDescription);
        Text(place.Slice(64, 32), info.ManufacturerId);
        Number(place[96..], info.Flags);
        Version(place[104..], info.HardwareVersion);
        Version(place[106..], info.FirmwareVersion);
    }

    /// <summary>CK_TOKEN_INFO.</summary>
    /// <param name="info">What it says.</param>
    /// <param name="pointer">Where it goes.</param>
    public static void Write(CkTokenInfo info, nuint pointer)
    {
        Span<byte> place = Begin(pointer, 208);
        info.PaddedLabel.CopyTo(place);
        Text(place.Slice(32, 32), info.ManufacturerId);
        Text(place.Slice(64, 16), info.Model);
        Text(place.Slice(80, 16), info.SerialNumber);
        Number(place[96..], info.Flags);
        Number(place[104..], info.MaxSessionCount);
        Number(place[112..], info.SessionCount);
        Number(place[120..], info.MaxRwSessionCount);
        Number(place[128..], info.RwSessionCount);
        Number(place[136..], info.MaxPinLength);
        Number(place[144..], info.MinPinLength);
        Number(place[152..], info.TotalMemory);
        Number(place[160..], info.FreeMemory);
        Number(place[168..], info.TotalMemory);
        Number(place[176..], info.FreeMemory);
        Version(place[184..], info.HardwareVersion);
        Version(place[186..], info.FirmwareVersion);
        Text(place.Slice(188, 16), info.UtcTime);
    }

    /// <summary>CK_SESSION_INFO.</summary>
    /// <param name="info">What it says.</param>
    /// <param name="pointer">Where it goes.</param>
    public static void Write(CkSessionInfo info, nuint pointer)
    {
        Span<byte> place = Begin(pointer, 32);
        Number(place, info.SlotId);
        Number(place[8..], info.State);
        Number(place[16..], info.Flags);
        Number(place[24..], info.DeviceError);
    }

    /// <summary>CK_MECHANISM_INFO.</summary>
    /// <param name="info">What it says.</param>
    /// <param name="pointer">Where it goes.</param>
    public static void Write(CkMechanismInfo info, nuint pointer)
    {
        Span<byte> place = Begin(pointer, 24);
        Number(place, info.MinKeySize);
        Number(place[8..], info.MaxKeySize);
        Number(place[16..], info.Flags);
    }

    private static Span<byte> Begin(nuint pointer, int size)
    {
        Span<byte> place = new(Memory.Need(pointer), size);
        place.Clear();
        return place;
    }

    private static void Number(Span<byte> place, uint value) => BinaryPrimitives.WriteUInt64LittleEndian(place, Word.FromNumber(value));

    private static void Version(Span<byte> place, uint version)
    {
        place[0] = (byte)(version >> 8);
        place[1] = (byte)version;
    }

    // Padded with blanks, and cut between characters where it is too long.
    private static void Text(Span<byte> place, string text)
    {
        place.Fill((byte)' ');
        Encoding.UTF8.GetEncoder().Convert(text, place, true, out _, out _, out _);
    }
}
