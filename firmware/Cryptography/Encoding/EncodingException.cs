using System;

namespace NfToken.Cryptography;

/// <summary>Bytes or text are not what their format demands, or a key has values that no key may have.</summary>
public class EncodingException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, in a few words; never the bytes themselves.</param>
    /// <param name="offset">Where, in bytes from the start of the input; -1 where no place can be named.</param>
    public EncodingException(string message, int offset)
        : base(offset < 0 ? message : message + " at byte " + offset.ToString())
    {
        Offset = offset;
    }

    /// <summary>Where the fault is, in bytes from the start of the input; -1 where no place can be named.</summary>
    public int Offset { get; }
}
