using System;

namespace NfToken.Pal;

/// <summary>A flash part failed, or was used against its rules.</summary>
public class FlashException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed: the operation, block and offset.</param>
    public FlashException(string message)
        : base(message)
    {
    }
}
