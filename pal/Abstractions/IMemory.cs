namespace NfToken.Pal;

/// <summary>How much RAM is left. On nanoFramework managed objects and native code (TLS, network) have heaps of their own.</summary>
public interface IMemory
{
    /// <summary>Bytes free on the managed heap, after garbage was collected.</summary>
    long ManagedFreeBytes { get; }

    /// <summary>Bytes free for native code; -1 where the platform does not tell.</summary>
    long NativeFreeBytes { get; }

    /// <summary>Bytes of the largest piece that native code can still have; -1 where the platform does not tell.</summary>
    long NativeLargestBlock { get; }
}
