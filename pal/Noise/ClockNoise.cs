namespace NfToken.Pal.Noise;

/// <summary>The time of day and the time since power-up as an input: makes starts differ. Credited with nothing.</summary>
/// <param name="clock">Tells the time.</param>
public sealed class ClockNoise(IClock clock) : INoiseSource
{
    /// <inheritdoc/>
    public string Name => "clock";

    /// <inheritdoc/>
    public int BitsPerByte => 0;

    /// <inheritdoc/>
    public bool TryRead(byte[] buffer)
    {
        byte[] times = new byte[16];
        Store((ulong)clock.UtcNow.Ticks, times, 0);
        Store((ulong)clock.Milliseconds, times, 8);
        return Repeated.Fill(buffer, times);
    }

    private static void Store(ulong value, byte[] buffer, int offset)
    {
        for (int i = 0; i < 8; i++)
        {
            buffer[offset + i] = (byte)(value >> (8 * i));
        }
    }
}
