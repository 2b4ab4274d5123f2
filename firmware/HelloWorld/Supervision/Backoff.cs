namespace NfToken.HelloWorld;

/// <summary>
/// Pauses between attempts: each twice as long as the one before, up to a limit, and each up to a quarter shorter by chance, so that a thousand boards that lost one
/// broker do not all come back in the same second. The chance is taken from the board's number: no secret hangs on it, and it needs no randomness.
/// </summary>
public sealed class Backoff
{
    private readonly int _first;
    private readonly int _longest;
    private int _next;
    private uint _state;

    /// <summary>Starts with the first pause.</summary>
    /// <param name="first">Milliseconds of the first pause.</param>
    /// <param name="longest">Milliseconds of the longest.</param>
    /// <param name="deviceId">Makes the pauses of this board differ from those of others; null or empty: they do not.</param>
    public Backoff(int first, int longest, byte[] deviceId)
    {
        _first = first;
        _longest = longest;
        _next = first;

        // FNV-1a, 32 bits.
        _state = 2166136261;
        for (int i = 0; deviceId != null && i < deviceId.Length; i++)
        {
            _state = (_state ^ deviceId[i]) * 16777619;
        }
    }

    /// <summary>The next pause in milliseconds.</summary>
    public int Next()
    {
        int pause = _next;
        _next = pause > _longest / 2 ? _longest : pause * 2;
        _state = (_state * 1664525) + 1013904223;
        uint share = (uint)(pause / 4) + 1;
        return pause - (int)((_state >> 8) % share);
    }

    /// <summary>After a success: the next pause is the first again.</summary>
    public void Reset() => _next = _first;
}
