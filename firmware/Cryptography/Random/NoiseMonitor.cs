using System;
using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>A noise source that is tested at its start and whenever it is read; once it failed it is read no more.</summary>
internal sealed class NoiseMonitor
{
    /// <summary>Bytes that are read at once.</summary>
    public const int BlockLength = 64;

    /// <summary>Bytes that are tested before any is used (SP 800-90B, 4.3, item 4).</summary>
    public const int StartLength = 1024;

    private readonly INoiseSource _source;
    private readonly IConsole _console;
    private readonly int _bits;
    private NoiseTests _tests;
    private byte[] _before;
    private uint _pattern;
    private NoiseVerdict _verdict;
    private string _fault;

    /// <summary>Makes the monitor; the source is not read yet.</summary>
    /// <param name="source">The source.</param>
    /// <param name="console">Hears of a failure; or null.</param>
    /// <exception cref="ArgumentException">The source wants more credit than there are bits in a byte, or less than none.</exception>
    public NoiseMonitor(INoiseSource source, IConsole console)
    {
        _source = source;
        _console = console;
        _bits = source.BitsPerByte;
        if (_bits < 0 || _bits > 8)
        {
            throw new ArgumentException("noise credit", nameof(source));
        }

        Restart();
    }

    /// <summary>What is known of the source.</summary>
    public NoiseStatus Status => new NoiseStatus(_source.Name, _bits, _verdict, _fault);

    /// <summary>Bytes that <see cref="Read"/> gives: enough to be credited with all that a generator needs, and one block where nothing is credited.</summary>
    public int Length => _bits == 0 ? BlockLength : (RandomGenerator.RequiredBits + (BlockLength * _bits) - 1) / (BlockLength * _bits) * BlockLength;

    /// <summary>Has the source tested as at the start before it is used again. One that failed stays out.</summary>
    public void Restart()
    {
        if (_tests != null)
        {
            _tests.Clear();
            _tests = null;
        }

        if (_verdict != NoiseVerdict.Failed)
        {
            _verdict = _bits == 0 ? NoiseVerdict.NotCredited : NoiseVerdict.Untested;
        }
    }

    /// <summary>Tests the source as at the start, unless it has been.</summary>
    public void Test()
    {
        if (_verdict == NoiseVerdict.Untested)
        {
            _tests = new NoiseTests(_bits);
            byte[] block = new byte[BlockLength];
            int count = 0;
            while (count < StartLength && TryReadBlock(block))
            {
                count += BlockLength;
            }

            Array.Clear(block, 0, BlockLength);
            if (_verdict != NoiseVerdict.Failed)
            {
                _verdict = NoiseVerdict.Healthy;
            }
        }
    }

    /// <summary>Reads what a seeding takes.</summary>
    /// <param name="buffer">Takes <see cref="Length"/> bytes.</param>
    /// <param name="offset">Where they start.</param>
    /// <returns>Bits that they are credited with: 0 where the source failed, now or before.</returns>
    public int Read(byte[] buffer, int offset)
    {
        Test();
        byte[] block = new byte[BlockLength];
        int length = Length;
        for (int at = 0; at < length && _verdict != NoiseVerdict.Failed; at += BlockLength)
        {
            if (TryReadBlock(block))
            {
                Array.Copy(block, 0, buffer, offset + at, BlockLength);
            }
        }

        Array.Clear(block, 0, BlockLength);
        return _verdict == NoiseVerdict.Healthy ? length * _bits : 0;
    }

    /// <summary>Fills a buffer with what a source must not leave: a linear congruential generator's bytes (Numerical Recipes' constants), no secret.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="state">The generator's state.</param>
    /// <returns>Its next state.</returns>
    internal static uint FillPattern(byte[] buffer, uint state)
    {
        for (int i = 0; i < buffer.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            buffer[i] = (byte)(state >> 24);
        }

        return state;
    }

    private bool TryReadBlock(byte[] block)
    {
        _before ??= new byte[BlockLength];
        _pattern = FillPattern(_before, _pattern);
        Array.Copy(_before, 0, block, 0, BlockLength);

        string fault = "failed";
        try
        {
            if (_source.TryRead(block))
            {
                fault = _bits == 0 ? null : _tests.Take(block, _before);
            }
        }
        catch (Exception e)
        {
            // Whatever a driver throws: its source is none. The generator decides whether it can do without.
            fault = "failed: " + e.Message;
        }

        if (fault == null)
        {
            return true;
        }

        _verdict = NoiseVerdict.Failed;
        _fault = fault;
        if (_console != null)
        {
            _console.WriteLine("noise source " + _source.Name + " " + fault + ": dropped");
        }

        return false;
    }
}
