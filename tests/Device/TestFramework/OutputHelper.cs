using System;

namespace nanoFramework.TestFramework;

/// <summary>Writes a line among a test's results.</summary>
public static class OutputHelper
{
    public static void WriteLine(string message) => Console.WriteLine(message);
}
