namespace NfToken.Pal;

/// <summary>
/// One chip on an SPI bus: SPI mode 0 or 3, bytes with the most significant bit first. Its chip select belongs to nobody else.
/// </summary>
public interface ISpiDevice
{
    /// <summary>
    /// One frame: selects the chip, sends bytes, receives bytes, deselects. What is received stands behind what was sent, so that one array
    /// serves the whole frame and nothing is allocated.
    /// </summary>
    /// <param name="frame">Starts with the bytes to send; takes those received from <paramref name="sendCount"/> on.
    /// Where any are received, what the sent bytes read afterwards is not defined.</param>
    /// <param name="sendCount">How many bytes to send; at least 1.</param>
    /// <param name="receiveCount">How many bytes to receive; may be 0.</param>
    /// <exception cref="FlashException">The bus reports failure.</exception>
    void Transfer(byte[] frame, int sendCount, int receiveCount);
}
