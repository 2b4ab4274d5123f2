using System;
using NfToken.Pal;

namespace NfToken.Tests.Footprint;

/// <summary>Takes the place of a board's noise source: the figures do not depend on its worth.</summary>
internal sealed class StandInNoise : INoiseSource
{
    private readonly Random _random = new Random();

    public string Name => "stand-in";

    public int BitsPerByte => 8;

    public bool TryRead(byte[] buffer)
    {
        _random.NextBytes(buffer);
        return true;
    }
}
