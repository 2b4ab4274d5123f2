using System.CommandLine;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken seed</c>: the NV seed.</summary>
internal static class SeedVerbs
{
    public static Command Create()
    {
        return new Command("seed", "The NV seed: entropy from manufacture, for boards without a generator of noise that counts.")
        {
            SeedInjectVerb.Create(),
        };
    }
}
