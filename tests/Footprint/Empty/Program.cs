using System;

namespace NfToken.Tests.Footprint;

/// <summary>Tells how many bytes of RAM an empty program leaves.</summary>
public static class Program
{
    public static void Main()
    {
        uint free = nanoFramework.Runtime.Native.GC.Run(true);
        Console.WriteLine("Figure,free," + free.ToString());
    }
}
