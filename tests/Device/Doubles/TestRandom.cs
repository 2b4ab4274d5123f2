using System;
using NfToken.Cryptography;

namespace NfToken.Tests;

/// <summary>A generator for tests: always the same bytes, or the failure that it is told.</summary>
public sealed class TestRandom : IRandomGenerator
{
    private uint _counter;

    /// <summary>What it throws; null for none.</summary>
    public RandomException Failure { get; set; }

    /// <summary>The first bytes that come out, before the usual ones; null for none.</summary>
    public byte[] First { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Calls { get; private set; }

    /// <summary>What was mixed in last.</summary>
    public byte[] Seed { get; private set; }

    public void Generate(byte[] buffer, int offset, int count)
    {
        Fail();
        Calls++;
        if (First != null)
        {
            Array.Copy(First, 0, buffer, offset, count);
            First = null;
            return;
        }

        for (int i = 0; i < count; i++)
        {
            _counter = (_counter * 1664525) + 1013904223;
            buffer[offset + i] = (byte)(_counter >> 24);
        }
    }

    public void AddSeed(byte[] input)
    {
        Fail();
        Seed = input;
    }

    public void Clear() => _counter = 0;

    private void Fail()
    {
        if (Failure != null)
        {
            throw Failure;
        }
    }
}
