using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using NfToken.Pal;

namespace NfToken.Tool.Provision;

/// <summary>
/// The computer's end of the console's protocol (firmware/Provisioning/PROTOCOL.md). Each line goes with a tag and a checksum and comes back with both, so what
/// noise destroys is sent again; every command may come twice.
/// </summary>
internal sealed class BoardLink
{
    private const int Attempts = 5;
    private const int ChunkLength = 128;
    private const int TransferAttempts = 3;

    private readonly ISerialPort _port;
    private readonly string _name;
    private readonly BlockingCollection<string> _lines = [];
    private int _tag = Random.Shared.Next(36 * 36);

    /// <summary>Listens to a port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="name">Its name, for complaints.</param>
    public BoardLink(ISerialPort port, string name)
    {
        _port = port;
        _name = name;
        new Thread(Listen) { IsBackground = true, Name = "board" }.Start();
    }

    /// <summary>How long an answer may take that the board has to compute: keys and signatures take a board many seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long an answer may take otherwise.</summary>
    public TimeSpan ShortPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Hears the lines of the board's application.</summary>
    public Action<string>? ApplicationLine { get; init; }

    /// <summary>Brings the console to a known state, whatever it was doing.</summary>
    /// <exception cref="ToolException">Nobody answers.</exception>
    public void Synchronise()
    {
        Send("\u0003\r");
        Execute("echo off");
    }

    /// <summary>Has a command done that needs no computing.</summary>
    /// <param name="command">The command.</param>
    /// <exception cref="BoardRefusal">The board refused.</exception>
    /// <exception cref="ToolException">It does not answer.</exception>
    public BoardAnswer Execute(string command) => Execute(command, ShortPatience);

    /// <summary>Has a command done.</summary>
    /// <param name="command">The command.</param>
    /// <param name="patience">How long the answer may take.</param>
    /// <exception cref="BoardRefusal">The board refused.</exception>
    /// <exception cref="ToolException">It does not answer.</exception>
    public BoardAnswer Execute(string command, TimeSpan patience)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // Whatever the last attempt left of a line is ended.
            string tag = "@" + NextTag();
            string line = $"{tag} {command}";
            Send((attempt == 0 ? string.Empty : "\r") + line + " *" + Checksum(line) + "\r");
            if (Await(tag, patience) is { } answer)
            {
                return answer;
            }
        }

        throw new ToolException($"{_name}: the board does not answer, or what comes is damaged; is its console on this port, and nobody else on it? is the baud rate right?");
    }

    /// <summary>Sends a key or certificates in chunks.</summary>
    /// <param name="kind">The word of <c>import</c>.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="progress">Hears what part is there, from 0 to 1.</param>
    /// <returns>What the board said in the end.</returns>
    /// <exception cref="BoardRefusal">The board refused.</exception>
    /// <exception cref="ToolException">It does not answer.</exception>
    public string Import(string kind, byte[] content, Action<double>? progress = null)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"import {kind} {content.Length} {Checksum(content)}");
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                int at = int.Parse(Execute(head).Result, CultureInfo.InvariantCulture);
                while (true)
                {
                    int count = Math.Min(ChunkLength, content.Length - at);
                    string chunk = Convert.ToHexStringLower(content, at, count);
                    string result = Execute(string.Create(CultureInfo.InvariantCulture, $"data {at} {chunk}"), Patience).Result;
                    progress?.Invoke((double)(at + count) / content.Length);
                    if (!int.TryParse(result, NumberStyles.None, CultureInfo.InvariantCulture, out at))
                    {
                        return result;
                    }
                }
            }
            catch (BoardRefusal refusal) when (attempt < TransferAttempts && refusal.Code is "crc" or "state" or "offset")
            {
                // The answer to the last chunk was lost, or the board restarted: from the beginning, which changes nothing that is there.
            }
        }
    }

    private static string Checksum(string line) => Checksum(Encoding.UTF8.GetBytes(line));

    private static string Checksum(byte[] bytes) => Crc32.Update(0, bytes, 0, bytes.Length).ToString("x8", CultureInfo.InvariantCulture);

    private string NextTag() => (_tag = (_tag + 1) % 1000000).ToString(CultureInfo.InvariantCulture);

    private void Send(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _port.Write(bytes, 0, bytes.Length);
        CryptographicOperations.ZeroMemory(bytes);
    }

    // Null where nothing came that can be believed.
    private BoardAnswer? Await(string tag, TimeSpan patience)
    {
        List<string> lines = [];
        uint sum = 0;
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (end - Environment.TickCount64 is var left and > 0 && _lines.TryTake(out string? line, (int)left))
        {
            bool isOk = line == "OK" || line.StartsWith("OK ", StringComparison.Ordinal);
            if (!isOk && !line.StartsWith("ERR ", StringComparison.Ordinal))
            {
                lines.Add(line);
                byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
                sum = Crc32.Update(sum, bytes, 0, bytes.Length);
                continue;
            }

            string[] words = line.Split(' ', 3);
            if (words.Length > 1 && words[1] == tag)
            {
                return Judge(lines, line, sum, isOk);
            }

            if (!isOk && !(words.Length > 1 && words[1].StartsWith('@')))
            {
                // The board could not read the line, so not its tag either.
                return null;
            }

            lines.Clear();
            sum = 0;
        }

        if (_lines.IsCompleted)
        {
            throw new ToolException($"{_name}: the port is gone; was the board unplugged, or has another program taken it?");
        }

        return null;
    }

    private static BoardAnswer? Judge(List<string> lines, string last, uint sum, bool isOk)
    {
        int star = last.LastIndexOf(" *", StringComparison.Ordinal);
        byte[] bytes = Encoding.UTF8.GetBytes(star < 0 ? string.Empty : last[..star]);
        if (star < 0 || last[(star + 2)..] != Crc32.Update(sum, bytes, 0, bytes.Length).ToString("x8", CultureInfo.InvariantCulture))
        {
            return null;
        }

        string[] words = last[..star].Split(' ', isOk ? 3 : 4);
        if (isOk)
        {
            return new BoardAnswer(lines, words.Length > 2 ? words[2] : string.Empty);
        }

        string code = words.Length > 2 ? words[2] : string.Empty;
        string text = words.Length > 3 ? words[3] : string.Empty;
        return code is "crc" or "line" && text == "line not understood" ? null : throw new BoardRefusal(code, text);
    }

    private void Listen()
    {
        byte[] buffer = new byte[1024];
        List<byte> line = [];
        int count;
        while ((count = _port.Read(buffer, 0, buffer.Length)) > 0)
        {
            foreach (byte value in buffer.AsSpan(0, count))
            {
                if (value is not (byte)'\r' and not (byte)'\n')
                {
                    line.Add(value);
                }
                else if (line.Count > 0)
                {
                    Take(Encoding.UTF8.GetString([.. line]));
                    line.Clear();
                }
            }
        }

        _lines.CompleteAdding();
    }

    private void Take(string line)
    {
        if (line.StartsWith("# ", StringComparison.Ordinal))
        {
            ApplicationLine?.Invoke(line[2..]);
        }
        else if (!line.StartsWith("> ", StringComparison.Ordinal))
        {
            _lines.Add(line);
        }
    }
}
