using System.Security.Cryptography;

namespace NfToken.Tests.Benchmarks.Counting;

/// <summary>
/// Condenses which basic blocks are executed, and with which indices arrays are read and written, to one hash: equal hashes for
/// different secrets mean that neither the path nor the addresses depend on them.
/// </summary>
public static class Trace
{
    private static readonly byte[] Pending = new byte[1 << 16];
    private static IncrementalHash? _hash;
    private static int _used;

    /// <summary>How many events there were since <see cref="Start"/>.</summary>
    public static long Events { get; private set; }

    /// <summary>Begins a trace.</summary>
    public static void Start()
    {
        _hash?.Dispose();
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _used = 0;
        Events = 0;
    }

    /// <summary>Ends the trace.</summary>
    /// <returns>Its hash in hexadecimal.</returns>
    public static string Stop()
    {
        IncrementalHash hash = _hash ?? throw new InvalidOperationException("no trace was started");
        hash.AppendData(Pending, 0, _used);
        _hash = null;
        using (hash)
        {
            return Convert.ToHexString(hash.GetHashAndReset());
        }
    }

    /// <summary>A basic block begins.</summary>
    /// <param name="id">Its number, different for each block of all assemblies.</param>
    public static void Block(int id) => Add(id);

    /// <summary>An array element is about to be read or written.</summary>
    /// <param name="index">Its index.</param>
    public static void Index(int index) => Add(~index);

    private static void Add(int value)
    {
        if (_hash == null)
        {
            return;
        }

        if (_used == Pending.Length)
        {
            _hash.AppendData(Pending);
            _used = 0;
        }

        BitConverter.TryWriteBytes(Pending.AsSpan(_used), value);
        _used += sizeof(int);
        Events++;
    }
}
