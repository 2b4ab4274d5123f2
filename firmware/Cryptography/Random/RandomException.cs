using System;

namespace NfToken.Cryptography;

/// <summary>There is no randomness to be had. Nothing weaker takes its place.</summary>
/// <param name="error">Why.</param>
/// <param name="message">What failed and what to do.</param>
/// <param name="inner">What lies behind it, or null.</param>
public sealed class RandomException(RandomError error, string message, Exception inner) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public RandomError Error { get; } = error;
}
