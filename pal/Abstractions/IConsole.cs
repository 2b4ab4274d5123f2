namespace NfToken.Pal;

/// <summary>The board's UART console.</summary>
public interface IConsole
{
    /// <summary>Writes a line at once.</summary>
    /// <param name="line">The text without its line end; no secrets.</param>
    void WriteLine(string line);
}
