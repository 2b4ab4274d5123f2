namespace NfToken.Pal;

/// <summary>Sets the board's clock, by SNTP.</summary>
public interface ITimeSource
{
    /// <summary>Asks for the time of day and does not wait for it: <see cref="IClock.IsSet"/> tells when it has come. May be called again.</summary>
    /// <exception cref="TlsException"><see cref="TlsError.Other"/>: the firmware has no SNTP.</exception>
    void Request();
}
