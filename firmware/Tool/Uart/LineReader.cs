using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text;
using System.Threading;

namespace NfToken.Tool.Uart;

/// <summary>Lines of a stream that may fall silent: a thread of its own reads, because a read of a serial port cannot be interrupted.</summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>A board that prints no line end, or noise, does not fill the memory.</summary>
    private const int LongestLine = 4096;

    private readonly BlockingCollection<string> _lines = [];
    private readonly Stream _stream;

    public LineReader(Stream stream)
    {
        _stream = stream;
        new Thread(ReadAll) { IsBackground = true }.Start();
    }

    /// <summary>Waits for the next line.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="line">The line without its end.</param>
    /// <returns>False at the end of the stream, or when none came in time.</returns>
    public bool TryRead(TimeSpan patience, out string line) => _lines.TryTake(out line!, patience > TimeSpan.Zero ? patience : TimeSpan.Zero);

    /// <summary>Whether the other side closed, and all it sent was taken.</summary>
    public bool HasEnded => _lines.IsCompleted;

    public void Dispose() => _stream.Dispose();

    private void ReadAll()
    {
        var line = new StringBuilder();
        var buffer = new byte[1024];
        var characters = new char[1024];
        Decoder decoder = Encoding.UTF8.GetDecoder();
        try
        {
            for (int count; (count = _stream.Read(buffer)) > 0;)
            {
                int length = decoder.GetChars(buffer, 0, count, characters, 0);
                for (int i = 0; i < length; i++)
                {
                    if (characters[i] is '\n' || line.Length == LongestLine)
                    {
                        Finish(line);
                    }

                    if (characters[i] is not ('\n' or '\r' or '\0'))
                    {
                        line.Append(characters[i]);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The adapter was pulled out, or the program behind a pseudo-terminal ended.
        }

        if (line.Length > 0)
        {
            Finish(line);
        }

        _lines.CompleteAdding();
    }

    private void Finish(StringBuilder line)
    {
        _lines.Add(line.ToString());
        line.Clear();
    }
}
