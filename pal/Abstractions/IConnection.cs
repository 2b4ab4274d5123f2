namespace NfToken.Pal;

/// <summary>A connection that carries bytes both ways. One thread reads; any thread may write or close.</summary>
public interface IConnection
{
    /// <summary>Waits for bytes and takes what there is.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="offset">Where in <paramref name="buffer"/> they go.</param>
    /// <param name="count">How many at the most, at least 1.</param>
    /// <returns>How many came; 0 when the peer closed the connection or this side did.</returns>
    /// <exception cref="TlsException"><see cref="TlsError.ConnectionLost"/>.</exception>
    int Read(byte[] buffer, int offset, int count);

    /// <summary>Sends bytes, all of them.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">Where in <paramref name="buffer"/> they start.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="TlsException"><see cref="TlsError.ConnectionLost"/>.</exception>
    void Write(byte[] buffer, int offset, int count);

    /// <summary>Ends the connection, and a <see cref="Read"/> that waits with it. May be called more than once.</summary>
    void Close();
}
