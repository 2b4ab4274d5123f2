namespace NfToken.Tests.Benchmarks.Counting;

/// <summary>Sums what instrumented code executes on one thread.</summary>
public static class Counter
{
    /// <summary>Bytes of RAM for an object's header, and for each field, on the interpreter (32-bit nanoCLR 1.17).</summary>
    private const int HeaderBytes = 12;

    /// <summary>IL instructions executed; prefixes do not count.</summary>
    public static long Instructions { get; private set; }

    /// <summary>Calls made, constructors included.</summary>
    public static long Calls { get; private set; }

    /// <summary>Bytes that the interpreter would have allocated for arrays and objects.</summary>
    public static long AllocatedBytes { get; private set; }

    /// <summary>Starts again from zero.</summary>
    public static void Reset() => Instructions = Calls = AllocatedBytes = 0;

    /// <summary>A basic block begins.</summary>
    public static void Block(int instructions, int calls)
    {
        Instructions += instructions;
        Calls += calls;
    }

    /// <summary>An array is about to be made.</summary>
    public static void Array(int length, int elementSize) => AllocatedBytes += HeaderBytes + ((long)length * elementSize);

    /// <summary>An object is about to be made.</summary>
    public static void Object(int fields) => AllocatedBytes += HeaderBytes + (12 * fields);
}
