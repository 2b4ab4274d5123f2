using System;
using System.Text;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Provisioning;
using NfToken.Rsa;

namespace NfToken.Tests.Provisioning;

/// <summary>A board with a console: each script is a start of it.</summary>
internal sealed class Board : IDeviceId, IBoardStatus, IClock
{
    public const string Number = "0a0b0c";

    public Board()
        : this(new MemoryStore())
    {
    }

    public Board(ObjectStore store)
    {
        Store = store;
        Random = new CountingRandom();
    }

    public ObjectStore Store { get; }

    public CountingRandom Random { get; }

    public IConnectionProof Proof { get; set; }

    /// <summary>How many commands changed something.</summary>
    public int Changes { get; private set; }

    /// <summary>Bytes that come at a time.</summary>
    public int Step { get; set; } = 16;

    public bool IsSet { get; set; } = true;

    public DateTime UtcNow { get; set; } = new DateTime(2027, 6, 1);

    /// <summary>Milliseconds that pass from one look at the clock to the next.</summary>
    public int Pace { get; set; } = 1;

    public long Milliseconds
    {
        get
        {
            _now += Pace;
            return _now;
        }
    }

    string IBoardStatus.Board => "test board";

    public string Firmware => "tests";

    public int FreeMemory => 4711;

    private long _now;

    public byte[] ReadDeviceId() => [10, 11, 12];

    public Token Start()
    {
        TokenParts parts = new TokenParts(Store) { DeviceId = this, Rsa = new RsaEngine(), Random = Random };
        Token token = new Token(parts);
        uint rv = token.C_Initialize(null);
        return rv == CKR.CKR_OK ? token : throw new CryptokiException(rv, "start", token.LastStoreError);
    }

    /// <summary>Starts the board and gives it lines, echo off.</summary>
    /// <param name="lines">The lines, each with its end.</param>
    /// <returns>What it sent after the answer to <c>echo off</c>, its lines ended by line feeds.</returns>
    public string Say(string lines)
    {
        string sent = Hear(Encoding.UTF8.GetBytes("echo off\r" + lines));
        const string Mark = "OK\r\n";
        return Unix(sent.Substring(sent.IndexOf(Mark) + Mark.Length));
    }

    /// <summary>Starts the board and gives it bytes.</summary>
    public string Hear(byte[] script)
    {
        ScriptedPort port = new ScriptedPort(script, Step);
        Token token = Start();
        ConsoleParts parts = new ConsoleParts(token, Store, this) { DeviceId = this, Random = Random, Status = this, Proof = Proof, Changed = () => Changes++ };
        new ProvisioningConsole(port, new ConsoleWriter(port), parts).Run();
        token.C_Finalize(null);
        return port.Sent;
    }

    /// <summary>The chunks of an import, each line with its checksum.</summary>
    public static string Chunks(string kind, byte[] content, int size)
    {
        string lines = Summed("import " + kind + " " + content.Length.ToString() + " " + Crc32.Update(0, content, 0, content.Length).ToString("x8"));
        for (int i = 0; i < content.Length; i += size)
        {
            byte[] chunk = new byte[content.Length - i < size ? content.Length - i : size];
            Array.Copy(content, i, chunk, 0, chunk.Length);
            lines += Summed("data " + i.ToString() + " " + Hex.ToText(chunk));
        }

        return lines;
    }

    /// <summary>A line with its checksum and its end.</summary>
    public static string Summed(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        return line + " *" + Crc32.Update(0, bytes, 0, bytes.Length).ToString("x8") + "\r";
    }

    public static string Last(string sent)
    {
        string[] lines = sent.Split('\n');
        return lines[lines.Length - 2];
    }

    private static string Unix(string text)
    {
        string[] parts = text.Split('\r');
        string unix = "";
        for (int i = 0; i < parts.Length; i++)
        {
            unix += parts[i];
        }

        return unix;
    }
}
