using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.HelloWorld;

/// <summary>
/// Keeps a board at its job: network, then the time of day, then the job; what fails is said on the console and tried again from the network on, ever more slowly. No
/// exception ends it, and it never restarts the board: a restart mends nothing that a new attempt does not, and one that repeats wears the flash out.
/// </summary>
public sealed class Supervisor
{
    // A job that held this long was no failure of the same kind as the one before: start with short pauses again.
    private const int Healthy = 60000;
    private const int TimeStep = 500;

    // Who changes one thing over the console changes another soon.
    private const int Quiet = 2000;

    private readonly INetwork _network;
    private readonly ITimeSource _time;
    private readonly IClock _clock;
    private readonly IPause _pause;
    private readonly IConsole _console;
    private readonly Backoff _backoff;

    /// <summary>Puts the parts together.</summary>
    /// <param name="network">The way to the broker.</param>
    /// <param name="time">Sets the clock.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="pause">Lets time pass.</param>
    /// <param name="console">Takes the lines.</param>
    /// <param name="backoff">The pauses after failures.</param>
    public Supervisor(INetwork network, ITimeSource time, IClock clock, IPause pause, IConsole console, Backoff backoff)
    {
        _network = network;
        _time = time;
        _clock = clock;
        _pause = pause;
        _console = console;
        _backoff = backoff;
    }

    /// <summary>What has to be there before anything is tried; null: nothing.</summary>
    public IReadiness Readiness { get; set; }

    /// <summary>Milliseconds for the network, address included.</summary>
    public int NetworkTimeout { get; set; } = 60000;

    /// <summary>Milliseconds for the time of day.</summary>
    public int TimeTimeout { get; set; } = 60000;

    /// <summary>Works until the job has succeeded.</summary>
    /// <param name="job">What to do.</param>
    /// <param name="repeatAfter">Milliseconds after which to do it again, for ever; negative: this returns after the first success.</param>
    public void Run(IJob job, int repeatAfter)
    {
        while (true)
        {
            WaitUntilReady();
            long start = _clock.Milliseconds;
            bool isDone = Attempt(job);
            if (isDone && repeatAfter < 0)
            {
                return;
            }

            if (isDone || _clock.Milliseconds - start >= Healthy)
            {
                _backoff.Reset();
            }

            int pause = isDone ? repeatAfter : _backoff.Next();
            _console.WriteLine((isDone ? "again in " : "next attempt in ") + (pause / 1000).ToString() + " s");
            if (_pause.Wait(pause))
            {
                WaitForQuiet();
                _backoff.Reset();
            }
        }
    }

    /// <summary>Waits until something has changed, and then nothing more for a while.</summary>
    public void WaitForChange()
    {
        _pause.Wait(-1);
        WaitForQuiet();
    }

    /// <summary>Tries once: network, time, job.</summary>
    /// <param name="job">What to do.</param>
    /// <returns>Whether all went well. Never throws.</returns>
    public bool Attempt(IJob job)
    {
        string step = "network: ";
        try
        {
            _network.Connect(NetworkTimeout);
            _console.WriteLine("network: " + _network.Address);
            step = "time: ";
            if (!HasTime())
            {
                return false;
            }

            step = "";
            return job.Run();
        }
        catch (TlsException e)
        {
            return Fail(step + e.Message);
        }
        catch (StoreException e)
        {
            return Fail("store: " + e.Message);
        }
        catch (CryptokiException e)
        {
            return Fail("token: " + e.Message);
        }
        catch (RandomException e)
        {
            return Fail("randomness: " + e.Message);
        }
        catch (OutOfMemoryException)
        {
            return Fail(step + "out of memory");
        }
        catch (Exception e)
        {
            return Fail(step + e.GetType().Name + " " + e.Message);
        }
    }

    private void WaitUntilReady()
    {
        string said = null;
        for (string missing = Readiness?.GetMissing(); missing != null; missing = Readiness.GetMissing())
        {
            if (missing != said)
            {
                _console.WriteLine("waiting: " + missing);
                said = missing;
            }

            WaitForChange();
        }
    }

    private void WaitForQuiet()
    {
        while (_pause.Wait(Quiet))
        {
        }
    }

    private bool HasTime()
    {
        if (_clock.IsSet)
        {
            return true;
        }

        _time.Request();
        long end = _clock.Milliseconds + TimeTimeout;
        while (!_clock.IsSet)
        {
            if (_clock.Milliseconds >= end)
            {
                return Fail("the clock is not set, no answer by SNTP in " + (TimeTimeout / 1000).ToString()
                    + " s, and in 1970 no certificate can be checked: is UDP port 123 open?");
            }

            _pause.Wait(TimeStep);
        }

        _console.WriteLine("time: " + _clock.UtcNow.ToString("u"));
        return true;
    }

    private bool Fail(string why)
    {
        _console.WriteLine("failed: " + why);
        return false;
    }
}
