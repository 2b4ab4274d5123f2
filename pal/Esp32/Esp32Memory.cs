using nanoFramework.Hardware.Esp32;

namespace NfToken.Pal.Esp32;

/// <summary>The RAM of an ESP32: native code, TLS among it, lives in ESP-IDF's heap.</summary>
public sealed class Esp32Memory : IMemory
{
    /// <inheritdoc/>
    public long ManagedFreeBytes => nanoFramework.Runtime.Native.GC.Run(false);

    /// <inheritdoc/>
    public long NativeFreeBytes
    {
        get
        {
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.All, out _, out uint free, out _);
            return free;
        }
    }

    /// <inheritdoc/>
    public long NativeLargestBlock
    {
        get
        {
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.All, out _, out _, out uint largest);
            return largest;
        }
    }
}
