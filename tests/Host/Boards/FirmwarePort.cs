// The place that pal/Nano/UartPort.cs takes it from.
namespace System.IO.Ports;

/// <summary>nanoFramework's SerialPort as the firmware's sources have it, with what they get wrong: see UartPort.</summary>
internal sealed class SerialPort(string name, int baud) : IDisposable
{
    private readonly Queue<byte> _received = new();
    private int _writers;

    /// <summary>The one that is open.</summary>
    public static SerialPort? Current { get; private set; }

    /// <summary>Whether opening fails, as where the firmware has the UART for itself.</summary>
    public static bool IsTaken { get; set; }

    public static int Undisposed { get; set; }

    public string Name => $"{name} {baud}";

    public List<byte> Sent { get; } = [];

    /// <summary>Whether bytes cannot leave.</summary>
    public bool IsStuck { get; set; }

    /// <summary>How many bytes too many the firmware thinks to have, once.</summary>
    public int Miscount { get; set; }

    public int LongestWrite { get; private set; }

    public int ReadBufferSize { get; set; } = 256;

    public int ReadTimeout { get; set; } = -1;

    public int WriteTimeout { get; set; } = -1;

    public int ReceivedBytesThreshold { get; set; } = 1;

    public int BytesToRead
    {
        get
        {
            lock (_received)
            {
                return _received.Count + Miscount;
            }
        }
    }

    public void Open()
    {
        Undisposed++;
        if (IsTaken)
        {
            throw new ArgumentException(name);
        }

        Current = this;
    }

    /// <summary>Bytes come; those that find no room are lost.</summary>
    public void Receive(IEnumerable<byte> bytes)
    {
        lock (_received)
        {
            foreach (byte value in bytes.Take(ReadBufferSize - _received.Count))
            {
                _received.Enqueue(value);
            }
        }
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        lock (_received)
        {
            if (_received.Count < count)
            {
                // All or nothing, after the time-out; with none it would be for ever.
                Miscount = 0;
                throw ReadTimeout < 0 ? new InvalidOperationException("hangs") : new TimeoutException();
            }

            for (int i = 0; i < count; i++)
            {
                buffer[offset + i] = _received.Dequeue();
            }

            return count;
        }
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        if (Interlocked.Increment(ref _writers) != 1)
        {
            throw new InvalidOperationException("two threads write: the firmware mixes them up or stops");
        }

        Thread.Yield();
        Sent.AddRange(buffer.AsSpan(offset, count));
        LongestWrite = Math.Max(LongestWrite, count);
        Interlocked.Decrement(ref _writers);
        if (IsStuck)
        {
            throw WriteTimeout < 0 ? new InvalidOperationException("hangs") : new TimeoutException();
        }
    }

    public void Dispose() => Undisposed--;
}
