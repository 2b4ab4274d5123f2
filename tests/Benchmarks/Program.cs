using System.Diagnostics;
using System.Runtime.CompilerServices;
using NfToken.Tests.Benchmarks.Cryptoki;
using NfToken.Tests.Benchmarks.Images;
using NfToken.Tests.Benchmarks.Storage;

namespace NfToken.Tests.Benchmarks;

/// <summary>Prints the tables that the rooms' READMEs show.</summary>
public static class Program
{
    private static readonly (string Verb, string Subject, Func<string, int> Print)[] Verbs =
    [
        ("cryptography", "IL instructions of each operation, beside OpenSSL and BouncyCastle", CryptographyTable.Print),
        ("cryptoki", "libnftoken.so beside SoftHSM2, over the C interface", _ => CryptokiTable.Print()),
        ("storage", "what the object stores read, program and erase, beside littlefs", _ => StorageTable.Print()),
        ("images", "devices a second, beside openssl", _ => ImageTable.Print()),
    ];

    /// <summary>Runs the benchmarks that are named, or all.</summary>
    /// <param name="arguments">Verbs; --only and a part of an operation's name.</param>
    /// <returns>0 done, 1 a debug build, 2 misuse or a secret that leaves a trace.</returns>
    public static int Main(string[] arguments)
    {
        string only = "";
        if (Array.IndexOf(arguments, "--only") is >= 0 and int at && at + 1 < arguments.Length)
        {
            only = arguments[at + 1];
            arguments = [.. arguments[..at], .. arguments[(at + 2)..]];
        }

        string? unknown = arguments.FirstOrDefault(argument => Verbs.All(one => one.Verb != argument));
        if (unknown != null)
        {
            Console.Error.WriteLine($"There is no benchmark '{unknown}'. There is:");
            foreach ((string verb, string subject, _) in Verbs)
            {
                Console.Error.WriteLine($"  {verb,-14}{subject}");
            }

            return 2;
        }

        if (!RuntimeFeature.IsDynamicCodeCompiled || typeof(NfToken.Cryptography.Sha256).Assembly.GetCustomAttributes(typeof(DebuggableAttribute), false)
            is [DebuggableAttribute { IsJITOptimizerDisabled: true }])
        {
            Console.Error.WriteLine("Only the Release build says what a board executes: dotnet run -c Release --project tests/Benchmarks");
            return 1;
        }

        int status = 0;
        foreach ((string verb, _, Func<string, int> print) in Verbs)
        {
            if (arguments.Length == 0 || arguments.Contains(verb))
            {
                status = Math.Max(status, print(only));
            }
        }

        return status;
    }
}
