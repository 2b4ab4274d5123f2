using NfToken.Cryptography;
using NfToken.Pal.Simulator;

namespace NfToken.Tests.Host.Entropy;

/// <summary>Bytes of one kind, given to a source's tests in blocks as a monitor does, and how far they got.</summary>
/// <param name="bits">Credit of the source.</param>
/// <param name="seed">Of its bytes.</param>
internal sealed class NoiseStream(int bits, ulong seed)
{
    private readonly byte[] _block = new byte[NoiseMonitor.BlockLength];
    private readonly byte[] _before = new byte[NoiseMonitor.BlockLength];
    private NoiseTests _tests = new(bits);
    private uint _pattern;

    public FaultRandom Random { get; } = new(seed);

    /// <summary>Blocks since the beginning or the last fault.</summary>
    public int Blocks { get; private set; }

    /// <summary>Fills a block by what its source does, and tests it.</summary>
    /// <param name="source">Gets the buffer with what was in it before.</param>
    /// <returns>The fault; tests begin anew after one.</returns>
    public string? Take(Action<byte[]> source)
    {
        _pattern = NoiseMonitor.FillPattern(_before, _pattern);
        _before.CopyTo(_block, 0);
        source(_block);
        Blocks++;
        string? fault = _tests.Take(_block, _before);
        if (fault != null)
        {
            _tests = new NoiseTests(bits);
        }

        return fault;
    }

    /// <summary>Blocks until a fault.</summary>
    /// <param name="source">Fills them.</param>
    /// <param name="most">How many at the most.</param>
    /// <param name="fault">What was found; null where nothing was.</param>
    public int TakeUntilFault(Action<byte[]> source, int most, out string? fault)
    {
        fault = null;
        int count = 0;
        while (fault == null && count < most)
        {
            fault = Take(source);
            count++;
        }

        return count;
    }

    /// <summary>Bytes that have just the entropy that is claimed: 2^bits values, each as probable.</summary>
    public void FillAsClaimed(byte[] buffer)
    {
        Random.Fill(buffer);
        for (int i = 0; bits < 8 && i < buffer.Length; i++)
        {
            // Spread over all bits, so that about half of them are ones.
            uint value = (uint)buffer[i] & ((1u << bits) - 1);
            buffer[i] = (byte)((value * 0x35) ^ 0x5A);
        }
    }
}
