using System;

namespace NfToken.Pal.Simulator;

/// <summary>A board description or the files of a simulated board are not what they should be.</summary>
public class BoardException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">The file, what is wrong with it, and what to do.</param>
    public BoardException(string message)
        : base(message)
    {
    }
}
