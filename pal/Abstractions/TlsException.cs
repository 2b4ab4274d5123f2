using System;

namespace NfToken.Pal;

/// <summary>A connection could not be made, or broke.</summary>
public class TlsException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">What the platform said; no secrets.</param>
    public TlsException(TlsError error, string message)
        : base(message)
    {
        Error = error;
    }

    /// <summary>Why.</summary>
    public TlsError Error { get; }
}
