using System;
using System.Collections;
using NfToken.HelloWorld;
using NfToken.Pal;

namespace NfToken.Tests.HelloWorld;

/// <summary>Network, time, job and clock of a board, each as good or bad as the test says; time passes in pauses only.</summary>
internal sealed class FakeBoard : INetwork, ITimeSource, IClock, IPause, IConsole, IJob, IMemory, IReadiness
{
    private readonly ArrayList _lines = new();
    private readonly ArrayList _pauses = new();
    private int _timeIn;
    private bool _isAsked;

    /// <summary>How many of the next connects fail.</summary>
    public int NetworkFailures { get; set; }

    /// <summary>How many of the next jobs fail.</summary>
    public int JobFailures { get; set; }

    /// <summary>What the next job throws instead of failing.</summary>
    public Exception JobException { get; set; }

    /// <summary>How long a job takes, in milliseconds.</summary>
    public int JobTime { get; set; }

    /// <summary>How long after the first request the time of day comes; -1: never.</summary>
    public int TimeDelay { get; set; } = 1000;

    /// <summary>After how many pauses of the supervisor's own the test ends.</summary>
    public int PausesLeft { get; set; } = 1000;

    public int Connects { get; private set; }

    public int Requests { get; private set; }

    public int Jobs { get; private set; }

    public string Address => "10.0.0.7";

    public bool IsSet { get; set; }

    public DateTime UtcNow => IsSet ? new DateTime(2026, 6, 1) : new DateTime(1970, 1, 1);

    public long Milliseconds { get; private set; } = 5000;

    public long ManagedFreeBytes => 61000;

    public long NativeFreeBytes { get; set; } = -1;

    public long NativeLargestBlock { get; set; } = -1;

    /// <summary>Pauses of a second and more, in milliseconds.</summary>
    public int[] Pauses => (int[])_pauses.ToArray(typeof(int));

    public Supervisor Supervisor() => new(this, this, this, this, this, new Backoff(4000, 60000, null));

    public bool Said(string start)
    {
        for (int i = 0; i < _lines.Count; i++)
        {
            if (((string)_lines[i]).StartsWith(start))
            {
                return true;
            }
        }

        return false;
    }

    public void Connect(int timeout)
    {
        Connects++;
        if (NetworkFailures > 0)
        {
            NetworkFailures--;
            throw new TlsException(TlsError.Unreachable, "no such Wi-Fi");
        }
    }

    public void Request()
    {
        Requests++;
        _timeIn = _isAsked ? _timeIn : TimeDelay;
        _isAsked = true;
    }

    /// <summary>What the job needs; null: nothing.</summary>
    public string Missing { get; set; }

    /// <summary>Changes to come, one each time the board waits for one; the last brings what is missing.</summary>
    public int Changes { get; set; }

    /// <summary>Changes that come one soon after the other.</summary>
    public int Hasty { get; set; }

    /// <summary>How many of the next long pauses a change ends.</summary>
    public int WakeUps { get; set; }

    public int LinesSaid => _lines.Count;

    public string GetMissing() => Missing;

    public bool Wait(int milliseconds)
    {
        if (milliseconds < 0)
        {
            if (--Changes < 0)
            {
                throw new InvalidOperationException("end of the test");
            }

            Missing = Changes == 0 ? null : Missing;
            return true;
        }

        if (milliseconds == 2000 && --Hasty >= 0)
        {
            return true;
        }

        Milliseconds += milliseconds;
        if (_isAsked && _timeIn > 0)
        {
            _timeIn = _timeIn > milliseconds ? _timeIn - milliseconds : 0;
            IsSet = _timeIn == 0;
        }

        if (milliseconds >= 1000)
        {
            _pauses.Add(milliseconds);
            if (--PausesLeft < 0)
            {
                throw new InvalidOperationException("end of the test");
            }
        }

        if (milliseconds >= 3000 && WakeUps > 0)
        {
            WakeUps--;
            return true;
        }

        return false;
    }

    public void WriteLine(string line) => _lines.Add(line);

    public bool Run()
    {
        Jobs++;
        Milliseconds += JobTime;
        if (JobException != null)
        {
            Exception thrown = JobException;
            JobException = null;
            throw thrown;
        }

        if (JobFailures > 0)
        {
            JobFailures--;
            return false;
        }

        return true;
    }
}
