using System.Runtime.CompilerServices;

namespace NfToken.Pal.NanoFlash;

/// <summary>
/// The blocks of the microcontroller's own flash that the firmware sets apart for us; the native side is in <c>pal/Nano/native</c>. It checks every
/// number: nothing here can reach another block, or bytes beyond an array.
/// </summary>
/// <remarks>
/// Firmware without it throws <see cref="System.NotSupportedException"/>. What is changed here changes the table of natives and its checksum
/// (<c>NfToken_Pal_NanoFlash.cpp</c>), and so needs new firmware.
/// </remarks>
internal static class NativeFlash
{
    /// <summary>Number of blocks; 0 where the firmware's flash map has none for us.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetBlockCount();

    /// <summary>Size of a block in bytes.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetBlockSize(int block);

    /// <summary>Program unit in bytes; negative where a unit can be programmed once only.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern int GetWriteSize();

    /// <summary>Reads bytes of one block; false where the part does not answer.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool Read(int block, int offset, byte[] buffer, int index, int count);

    /// <summary>Programs whole units; false where the part reports failure.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool Program(int block, int offset, byte[] data, int index, int count);

    /// <summary>Erases a block; false where the part reports failure.</summary>
    [MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern bool Erase(int block);
}
