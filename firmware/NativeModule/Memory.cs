using System;
using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>Reads and writes what a program's pointers point to.</summary>
internal static unsafe class Memory
{
    /// <summary>The longest of the token's answers with a good margin: buffers may be larger, and nothing is written past an answer.</summary>
    private const int MostAnswer = 1 << 17;

    // Where a process of Linux has memory: below lie null and what was to be a member of null, above the kernel.
    private const ulong First = 0x1000;
    private const ulong End = 0x8000_0000_0000;

    /// <summary>Refuses null, and what no pointer can be.</summary>
    /// <param name="pointer">A pointer that must be one.</param>
    public static nuint* Need(nuint pointer) =>
        (ulong)pointer is >= First and < End ? (nuint*)pointer : throw new BadArgumentException(CKR.CKR_ARGUMENTS_BAD);

    /// <summary>Copies bytes in.</summary>
    /// <param name="pointer">Where they are; may be null where there are none.</param>
    /// <param name="length">How many.</param>
    public static byte[] Read(nuint pointer, nuint length)
    {
        if (length == 0)
        {
            return [];
        }

        byte* bytes = (byte*)Need(pointer);
        if (length > (nuint)Array.MaxLength)
        {
            throw new BadArgumentException(CKR.CKR_ARGUMENTS_BAD);
        }

        return new ReadOnlySpan<byte>(bytes, (int)length).ToArray();
    }

    /// <summary>As <see cref="Read"/>, but null stays null.</summary>
    /// <param name="pointer">Where they are, or null.</param>
    /// <param name="length">How many.</param>
    public static byte[]? ReadOrNull(nuint pointer, nuint length) => pointer == 0 ? null : Read(pointer, length);

    /// <summary>Makes a buffer for an answer.</summary>
    /// <param name="pointer">Where it is to go; null asks for its length.</param>
    /// <param name="length">How many bytes there is room for.</param>
    public static byte[]? MakeBuffer(nuint pointer, nuint length)
    {
        if (pointer == 0)
        {
            return null;
        }

        _ = Need(pointer);
        return new byte[(int)Math.Min(length, MostAnswer)];
    }

    /// <summary>Copies an answer out.</summary>
    /// <param name="bytes">Holds it.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="pointer">Where it goes; there is room.</param>
    public static void Write(byte[] bytes, int count, nuint pointer) => new ReadOnlySpan<byte>(bytes, 0, count).CopyTo(new Span<byte>((void*)pointer, count));
}
