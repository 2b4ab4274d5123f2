using NfToken.Pal;

namespace NfToken.Tests.Tls;

/// <summary>A board with so much native RAM.</summary>
internal sealed class FakeMemory : IMemory
{
    public FakeMemory(int free, int largest)
    {
        NativeFreeBytes = free;
        NativeLargestBlock = largest;
    }

    public long ManagedFreeBytes => 50000;

    public long NativeFreeBytes { get; }

    public long NativeLargestBlock { get; }
}
