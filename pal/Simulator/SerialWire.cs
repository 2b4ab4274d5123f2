using System;
using System.Collections.Concurrent;

namespace NfToken.Pal.Simulator;

/// <summary>A wire in memory with a UART at each end.</summary>
public sealed class SerialWire : IDisposable
{
    private readonly BlockingCollection<byte[]> _there = [];
    private readonly BlockingCollection<byte[]> _back = [];

    /// <summary>Makes a wire.</summary>
    public SerialWire()
    {
        Board = new End(_there, _back);
        Computer = new End(_back, _there);
    }

    /// <summary>The board's end.</summary>
    public ISerialPort Board { get; }

    /// <summary>The computer's end.</summary>
    public ISerialPort Computer { get; }

    /// <summary>Cuts the wire: who reads gets what is on it, then the end.</summary>
    public void Dispose()
    {
        _there.CompleteAdding();
        _back.CompleteAdding();
    }

    private sealed class End(BlockingCollection<byte[]> incoming, BlockingCollection<byte[]> outgoing) : ISerialPort
    {
        private byte[] _rest = [];

        public int Read(byte[] buffer, int offset, int count)
        {
            if (_rest.Length == 0 && !incoming.TryTake(out _rest!, -1))
            {
                _rest = [];
                return 0;
            }

            int some = Math.Min(count, _rest.Length);
            _rest.AsSpan(0, some).CopyTo(buffer.AsSpan(offset));
            _rest = _rest[some..];
            return some;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            try
            {
                outgoing.Add(buffer.AsSpan(offset, count).ToArray());
            }
            catch (InvalidOperationException)
            {
                // The wire is cut.
            }
        }
    }
}
