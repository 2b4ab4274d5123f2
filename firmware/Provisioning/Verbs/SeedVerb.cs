using System;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary><c>seed</c>: 64 bytes of entropy from the factory. Never in place of a seed that is there: mixed into it.</summary>
internal static class SeedVerb
{
    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(1, 1, "seed HEX");
        byte[] seed = line.GetHex(1);
        try
        {
            if (seed.Length != SystemRecord.SeedLength)
            {
                throw new ConsoleException(ErrorCode.Usage, "a seed has 64 bytes");
            }

            if (context.Parts.Store.FindObject(SystemRecord.Seed) < 0)
            {
                context.Parts.Store.SaveObject(SystemRecord.Seed, seed);
                answer.Result = "stored";
            }
            else if (context.Parts.Random != null)
            {
                context.Parts.Random.AddSeed(seed);
                answer.Result = "mixed in";
            }
            else
            {
                throw new ConsoleException(ErrorCode.State, "there is a seed, and no generator to mix this into it");
            }
        }
        finally
        {
            Array.Clear(seed, 0, seed.Length);
        }
    }
}
