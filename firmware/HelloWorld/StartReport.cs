using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.HelloWorld;

/// <summary>What a board says of itself at start: how long it took, what it holds, what is left.</summary>
public sealed class StartReport
{
    private readonly IClock _clock;
    private readonly IConsole _console;
    private readonly long _start;
    private string _times = "";
    private long _last;

    /// <summary>Starts counting the time.</summary>
    /// <param name="clock">Gives the milliseconds.</param>
    /// <param name="console">Takes the lines.</param>
    public StartReport(IClock clock, IConsole console)
    {
        _clock = clock;
        _console = console;
        _start = clock.Milliseconds;
        _last = _start;
    }

    /// <summary>A part is ready: the time since the part before is its.</summary>
    /// <param name="part">Its name: "store", "token".</param>
    public void Ready(string part)
    {
        long now = _clock.Milliseconds;
        _times += part + " " + (now - _last).ToString() + " ms, ";
        _last = now;
    }

    /// <summary>Writes how long the start took, what the token holds, and what RAM is left.</summary>
    /// <param name="token">An initialised token.</param>
    /// <param name="memory">The board's RAM, or null.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public void Write(Token token, IMemory memory)
    {
        _console.WriteLine("start: " + _times + "together " + (_clock.Milliseconds - _start).ToString() + " ms");
        WriteObjects(token);
        if (memory != null)
        {
            WriteMemory(memory, _console);
        }
    }

    /// <summary>Writes what RAM is left.</summary>
    /// <param name="memory">The board's RAM.</param>
    /// <param name="console">Takes the line.</param>
    public static void WriteMemory(IMemory memory, IConsole console)
    {
        string line = "RAM: " + memory.ManagedFreeBytes.ToString() + " bytes free";
        long native = memory.NativeFreeBytes;
        if (native >= 0)
        {
            line += ", native " + native.ToString() + ", largest piece " + memory.NativeLargestBlock.ToString();
        }

        console.WriteLine(line);
    }

    private void WriteObjects(Token token)
    {
        int objects;
        using (TokenSession session = TokenSession.Open(token, false))
        {
            objects = session.FindObjects([]).Length;
        }

        int damaged = token.GetDamagedObjects().Length;
        _console.WriteLine("objects: " + objects.ToString() + (damaged == 0 ? "" : ", " + damaged.ToString() + " damaged"));
    }
}
