namespace NfToken.Pal;

/// <summary>Raw noise of a board, not judged: its health is tested by who uses it.</summary>
public interface INoiseSource
{
    /// <summary>A short name for the console, such as "esp32-rng".</summary>
    string Name { get; }

    /// <summary>
    /// Bits of min-entropy that a byte may be credited with (SP 800-90B, 3.1.3), 1 to 8; 0 for what only makes boards or starts differ, such as a clock.
    /// </summary>
    int BitsPerByte { get; }

    /// <summary>Reads noise.</summary>
    /// <param name="buffer">Is filled. What stood in it before is not noise: a source must not count on it, nor leave it.</param>
    /// <returns>False where the source knows that it failed.</returns>
    bool TryRead(byte[] buffer);
}
