using System;

namespace NfToken.Pal.NanoFlash;

/// <summary>
/// Blocks of the microcontroller's own flash: those of usage STORAGE or SIMPLE in the firmware's flash map, on an ESP32 the partition <c>pkcs11</c>.
/// No released firmware has the native class that this needs; <c>pal/Nano/native</c> says how to build one that has.
/// </summary>
/// <remarks>
/// An erase stops every thread of the board: about 50 ms for 4 KB (ESP32), seconds for 256 KB (STM32F7).
/// With flash encryption on, an ESP32's region has units of 16 bytes that are programmed once.
/// </remarks>
public sealed class NanoFlashRegion : IFlashRegion
{
    /// <summary>Takes the region.</summary>
    /// <exception cref="FlashException">The firmware has no such native class, or its flash map no blocks for us.</exception>
    public NanoFlashRegion()
    {
        int writeSize;
        try
        {
            BlockCount = NativeFlash.GetBlockCount();
            writeSize = BlockCount > 0 ? NativeFlash.GetWriteSize() : 0;
        }
        catch (NotSupportedException)
        {
            throw new FlashException("firmware has no NativeFlash");
        }

        if (writeSize == 0)
        {
            throw new FlashException("no flash set apart");
        }

        CanReprogram = writeSize > 0;
        WriteSize = CanReprogram ? writeSize : -writeSize;
    }

    /// <inheritdoc/>
    public int BlockCount { get; }

    /// <inheritdoc/>
    public int WriteSize { get; }

    /// <inheritdoc/>
    public bool CanReprogram { get; }

    /// <inheritdoc/>
    public int GetBlockSize(int block) => NativeFlash.GetBlockSize(block);

    /// <inheritdoc/>
    public void Read(int block, int offset, byte[] buffer, int index, int count)
    {
        if (!NativeFlash.Read(block, offset, buffer, index, count))
        {
            throw Failure("read ", block, offset);
        }
    }

    /// <inheritdoc/>
    public void Program(int block, int offset, byte[] data, int index, int count)
    {
        if (!NativeFlash.Program(block, offset, data, index, count))
        {
            throw Failure("program ", block, offset);
        }
    }

    /// <inheritdoc/>
    public void Erase(int block)
    {
        if (!NativeFlash.Erase(block))
        {
            throw Failure("erase ", block, 0);
        }
    }

    /// <inheritdoc/>
    public void Sync()
    {
    }

    private static FlashException Failure(string operation, int block, int offset) =>
        new(operation + block.ToString() + "+" + offset.ToString());
}
