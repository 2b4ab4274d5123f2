namespace NfToken.Pal;

/// <summary>A UART as bytes both ways. One thread reads; any thread may write.</summary>
public interface ISerialPort
{
    /// <summary>Waits for bytes and takes what there is.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where in <paramref name="buffer"/> they go.</param>
    /// <param name="count">How many at the most, at least 1.</param>
    /// <returns>How many came; 0 when there will be no more.</returns>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Sends bytes, all of them. What cannot be sent is lost: a UART does not know who listens.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">Where in <paramref name="buffer"/> they start.</param>
    /// <param name="count">How many.</param>
    void Write(byte[] buffer, int offset, int count);
}
