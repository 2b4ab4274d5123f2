using System.Buffers.Binary;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using Xunit;

namespace NfToken.Tests.Host.Storage;

/// <summary>A region that holds something else, or a store that is not for this part, is refused and not touched.</summary>
public sealed class ForeignDataTests
{
    private static readonly FlashGeometry s_nor = FlashGeometry.Of(8, 4096, 1, true);

    public static TheoryData<string> Contents() => ["random", "zeros", "littlefs", "NVS", "text", "last block only"];

    [Fact]
    public void BlankIsNotFormatted() => ExpectRefusal(s_nor.Make(1), StoreError.NotFormatted);

    [Theory]
    [MemberData(nameof(Contents))]
    public void ForeignIsLeftAlone(string content)
    {
        FlashSimulator flash = s_nor.Make(1);
        switch (content)
        {
            case "random":
                byte[] random = new byte[4096];
                new FaultRandom(TestRun.Seed).Fill(random);
                Everywhere(flash, random);
                break;
            case "zeros":
                Everywhere(flash, new byte[4096]);
                break;
            case "littlefs":
                // SPEC.md of littlefs: revision, tag of the superblock entry, "littlefs", inline structure; the other of the pair is older.
                byte[] super = [2, 0, 0, 0, 0xF0, 0x0F, 0xFF, 0xF7, .. "littlefs"u8, 0x2F, 0xE0, 0x00, 0x10, 1, 0, 2, 0, 0, 16, 0, 0, 8, 0, 0, 0];
                flash.Poke(0, 0, super);
                super[0] = 1;
                flash.Poke(1, 0, super);
                break;
            case "NVS":
                // ESP-IDF: page state active, sequence number, version 2, checksum; then the bitmap of entries.
                byte[] page = [0xFE, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFE, .. Enumerable.Repeat((byte)0xFF, 19), 0x12, 0x34, 0x56, 0x78, 0xFA, 0xFF];
                flash.Poke(0, 0, page);
                break;
            case "text":
                flash.Poke(3, 100, "NFST: somebody's notes"u8);
                break;
            default:
                flash.Poke(7, 4095, [0x7F]);
                break;
        }

        ExpectRefusal(flash, StoreError.Foreign);
    }

    [Fact]
    public void ALaterVersionIsLeftAlone()
    {
        FlashSimulator flash = MakeStore(s_nor);
        for (int block = 0; block < flash.BlockCount; block++)
        {
            byte[] birth = flash.GetCells(block)[..16].ToArray();
            birth[4]++;
            BinaryPrimitives.WriteUInt32LittleEndian(birth.AsSpan(12), Crc(birth.AsSpan(0, 12)));
            flash.Poke(block, 0, birth);
        }

        ExpectRefusal(flash, StoreError.Version);
    }

    public static TheoryData<string> Geometries() => ["half", "double", "units", "once", "sizes"];

    /// <summary>The bytes of a store, read as if the part were another one.</summary>
    [Theory]
    [MemberData(nameof(Geometries))]
    public void AStoreOfAnotherGeometryIsLeftAlone(string other)
    {
        FlashSimulator flash = MakeStore(FlashGeometry.Of(8, 4096, 4, true));
        FlashGeometry geometry = other switch
        {
            "half" => FlashGeometry.Of(16, 2048, 4, true),
            "double" => FlashGeometry.Of(4, 8192, 4, true),
            "units" => FlashGeometry.Of(8, 4096, 8, true),
            "once" => FlashGeometry.Of(8, 4096, 4, false),
            _ => new FlashGeometry("differing", [4096, 4096, 8192, 16384], 4, true),
        };
        ExpectRefusal(Reinterpret(flash, geometry), StoreError.Foreign);
    }

    private static void ExpectRefusal(FlashSimulator flash, StoreError error)
    {
        byte[] before = All(flash);
        StoreException refusal = Assert.Throws<StoreException>(() => FlashStore.Open(flash));
        Assert.Equal(error, refusal.Error);
        Assert.Equal(before, All(flash));
        Assert.Equal(0, flash.Operations);
    }

    private static FlashSimulator MakeStore(FlashGeometry geometry)
    {
        FlashSimulator flash = geometry.Make(1);
        FlashStore store = FlashStore.Format(flash);
        FaultRandom random = new(TestRun.Seed);
        for (uint id = 0x04000001; id < 0x04000009; id++)
        {
            byte[] value = new byte[1200];
            random.Fill(value);
            store.SaveObject(id, value);
        }

        return Reinterpret(flash, geometry);
    }

    private static FlashSimulator Reinterpret(FlashSimulator flash, FlashGeometry geometry)
    {
        ReadOnlySpan<byte> all = All(flash);
        FlashSimulator other = geometry.Make(1);
        for (int block = 0; block < other.BlockCount; block++)
        {
            int size = other.GetBlockSize(block);
            other.Poke(block, 0, all[..size]);
            all = all[size..];
        }

        return other;
    }

    private static byte[] All(FlashSimulator flash)
    {
        List<byte> all = [];
        for (int block = 0; block < flash.BlockCount; block++)
        {
            all.AddRange(flash.GetCells(block));
        }

        return [.. all];
    }

    private static void Everywhere(FlashSimulator flash, byte[] data)
    {
        for (int block = 0; block < flash.BlockCount; block++)
        {
            flash.Poke(block, 0, data);
        }
    }

    /// <summary>CRC-32 of IEEE 802.3, bit by bit.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
