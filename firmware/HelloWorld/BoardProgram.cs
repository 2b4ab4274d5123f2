using NfToken.Pal;
using NfToken.Provisioning;

namespace NfToken.HelloWorld;

/// <summary>
/// What a board with a network runs: the provisioning console beside the hello world. A board without an identity or a broker waits for them on the console,
/// and then goes on by itself.
/// </summary>
public sealed class BoardProgram
{
    private readonly ConfiguredHello _hello;
    private readonly IClock _clock;
    private readonly IConsole _console;
    private readonly WakeablePause _pause = new();

    /// <summary>Ties console and hello world together: changes wake the hello world up, and it proves new identities. To be called before the console runs.</summary>
    /// <param name="parts">What the console works with; gets its proof and its listener.</param>
    /// <param name="hello">The hello world.</param>
    /// <param name="console">Takes the lines.</param>
    public BoardProgram(ConsoleParts parts, ConfiguredHello hello, IConsole console)
    {
        _hello = hello;
        _clock = parts.Clock;
        _console = console;
        parts.Proof = hello;
        parts.Changed = _pause.Wake;
    }

    /// <summary>Works for ever.</summary>
    /// <param name="network">The way to the broker.</param>
    /// <param name="time">Sets the clock.</param>
    /// <param name="backoff">The pauses after failures.</param>
    /// <param name="repeatAfter">Milliseconds after which to say hello again; negative: only when something has changed.</param>
    public void Run(INetwork network, ITimeSource time, Backoff backoff, int repeatAfter)
    {
        Supervisor supervisor = new(network, time, _clock, _pause, _console, backoff) { Readiness = _hello };
        while (true)
        {
            supervisor.Run(_hello, repeatAfter);
            _console.WriteLine("done: again after a change on the console, or a reset");
            supervisor.WaitForChange();
        }
    }
}
