namespace NfToken.Pal.Stm32;

/// <summary>The RAM of an STM32: of the native heap, where TLS is, the firmware tells C# nothing.</summary>
public sealed class Stm32Memory : IMemory
{
    /// <inheritdoc/>
    public long ManagedFreeBytes => nanoFramework.Runtime.Native.GC.Run(false);

    /// <inheritdoc/>
    public long NativeFreeBytes => -1;

    /// <inheritdoc/>
    public long NativeLargestBlock => -1;
}
