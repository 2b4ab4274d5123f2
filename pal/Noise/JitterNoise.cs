namespace NfToken.Pal.Noise;

/// <summary>
/// How far the interpreter counts from one tick of the clock to the next: interrupts, the flash's cache and the clock's own drift are in it. Nobody knows how
/// much of that is noise, so it is credited with nothing.
/// </summary>
/// <param name="clock">Ticks: a tick is a millisecond, or ten of them.</param>
public sealed class JitterNoise(IClock clock) : INoiseSource
{
    private const int Ticks = 8;

    // A clock that stands still must not hold the board up for ever: some minutes on a board, tens of milliseconds on a PC.
    private const int MostCounts = 1 << 22;

    /// <inheritdoc/>
    public string Name => "jitter";

    /// <inheritdoc/>
    public int BitsPerByte => 0;

    /// <inheritdoc/>
    /// <remarks>Takes eight ticks, whatever the buffer's length.</remarks>
    public bool TryRead(byte[] buffer)
    {
        byte[] counts = new byte[2 * Ticks];
        long tick = clock.Milliseconds;
        for (int i = 0; i < Ticks; i++)
        {
            uint count = 0;
            long now = tick;
            while (now == tick)
            {
                now = clock.Milliseconds;
                if (++count > MostCounts)
                {
                    return false;
                }
            }

            tick = now;
            counts[2 * i] = (byte)count;
            counts[(2 * i) + 1] = (byte)(count >> 8);
        }

        return Repeated.Fill(buffer, counts);
    }
}
