using System.Text;
using Xunit;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>A person at a board's console.</summary>
internal sealed class BoardTerminal : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FileStream _stream;
    private readonly StringBuilder _shown = new();
    private readonly Thread _reader;
    private volatile bool _isClosing;

    public BoardTerminal(string path)
    {
        _stream = new FileStream(path, new FileStreamOptions { Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, BufferSize = 0 });
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>Types a command, and waits for what ends its answer.</summary>
    public string Type(string line, string answer)
    {
        int from;
        lock (_shown)
        {
            from = _shown.Length;
        }

        _stream.Write(Encoding.ASCII.GetBytes(line + "\r"));
        return WaitFor(answer, from);
    }

    /// <summary>Waits until something is shown.</summary>
    /// <returns>All that was shown from a place on.</returns>
    public string WaitFor(string text, int from = 0)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        lock (_shown)
        {
            while (true)
            {
                string shown = _shown.ToString(from, _shown.Length - from);
                if (shown.Contains(text, StringComparison.Ordinal))
                {
                    return shown;
                }

                int left = (int)(end - Environment.TickCount64);
                Assert.True(left > 0, $"no '{text}' in:\n{_shown}");
                Monitor.Wait(_shown, left);
            }
        }
    }

    public void Dispose()
    {
        // The thread waits in a read that only a byte ends, and would take the next terminal's first.
        _isClosing = true;
        _stream.Write("echo off\r"u8);
        _reader.Join(Patience);
        _stream.Dispose();
    }

    private void Read()
    {
        byte[] buffer = new byte[512];
        try
        {
            int count;
            while (!_isClosing && (count = _stream.Read(buffer)) > 0)
            {
                lock (_shown)
                {
                    _shown.Append(Encoding.UTF8.GetString(buffer, 0, count));
                    Monitor.PulseAll(_shown);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The board was switched off, or the terminal closed.
        }
    }
}
