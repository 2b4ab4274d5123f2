namespace NfToken.Pal;

/// <summary>The board's way to its broker: Wi-Fi or Ethernet.</summary>
public interface INetwork
{
    /// <summary>Joins the network and waits for an address; returns at once where the board has one. Can be called again at any time, above all after a failure.</summary>
    /// <param name="timeout">Milliseconds for all of it.</param>
    /// <exception cref="TlsException"><see cref="TlsError.Unreachable"/>: no network; the message says what to look at.</exception>
    void Connect(int timeout);

    /// <summary>The board's IPv4 address as text; empty where it has none.</summary>
    string Address { get; }
}
