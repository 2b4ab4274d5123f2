using System;
using System.Collections;
using System.Threading;
using NfToken.Pal;

namespace NfToken.Tests.Mqtt;

/// <summary>
/// A broker in memory: keeps each packet that the client writes as hexadecimal digits, and answers the first writes one by one with the packets of
/// its script. Reads wait as those of a socket do.
/// </summary>
internal sealed class ScriptedConnection : IConnection
{
    private const int Patience = 10000;

    private readonly object _lock = new object();
    private readonly AutoResetEvent _readable = new AutoResetEvent(false);
    private readonly AutoResetEvent _written = new AutoResetEvent(false);
    private readonly ArrayList _writes = new ArrayList();
    private readonly string[] _answers;
    private readonly int _chunk;
    private readonly byte[] _input = new byte[4096];
    private int _start;
    private int _end;
    private bool _isClosed;
    private bool _isBroken;

    /// <summary>Makes a connection.</summary>
    /// <param name="answers">Packets that answer the first, second … write; empty: none.</param>
    /// <param name="chunk">How many bytes a read gives at the most.</param>
    public ScriptedConnection(string[] answers, int chunk)
    {
        _answers = answers;
        _chunk = chunk;
    }

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _isClosed;
            }
        }
    }

    public int WriteCount
    {
        get
        {
            lock (_lock)
            {
                return _writes.Count;
            }
        }
    }

    /// <summary>A packet of the client's, from 0; waits for it.</summary>
    public string Written(int index)
    {
        while (true)
        {
            lock (_lock)
            {
                if (index < _writes.Count)
                {
                    return (string)_writes[index];
                }
            }

            if (!_written.WaitOne(Patience, false))
            {
                return "nothing written";
            }
        }
    }

    /// <summary>Sends a packet to the client.</summary>
    public void Give(string packet)
    {
        byte[] bytes = Hex.ToBytes(packet);
        lock (_lock)
        {
            Array.Copy(bytes, 0, _input, _end, bytes.Length);
            _end += bytes.Length;
        }

        _readable.Set();
    }

    /// <summary>From here on writing fails.</summary>
    public void Break()
    {
        lock (_lock)
        {
            _isBroken = true;
        }
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        while (true)
        {
            lock (_lock)
            {
                int available = _end - _start;
                if (available > 0)
                {
                    count = available < count ? available : count;
                    count = _chunk < count ? _chunk : count;
                    Array.Copy(_input, _start, buffer, offset, count);
                    _start += count;
                    return count;
                }

                if (_isClosed)
                {
                    return 0;
                }
            }

            _readable.WaitOne();
        }
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        string answer = "";
        lock (_lock)
        {
            if (_isBroken || _isClosed)
            {
                throw new TlsException(TlsError.ConnectionLost, "broken");
            }

            _writes.Add(Hex.From(buffer, offset, count));
            if ((string)_writes[_writes.Count - 1] == "e000")
            {
                // As a broker does on DISCONNECT, at once: the reader sees the end before the writer has returned.
                _isClosed = true;
                _readable.Set();
            }

            if (_writes.Count <= _answers.Length)
            {
                answer = _answers[_writes.Count - 1];
            }
        }

        _written.Set();
        if (answer.Length > 0)
        {
            Give(answer);
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        _readable.Set();
    }
}
