using System;

namespace NfToken.Pal;

/// <summary>An object store refused or failed; nothing that was stored before is lost by it.</summary>
public class StoreException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">Why.</param>
    /// <param name="message">What failed and where: record, block, offset.</param>
    public StoreException(StoreError error, string message)
        : base(message)
    {
        Error = error;
    }

    /// <summary>Why.</summary>
    public StoreError Error { get; }
}
