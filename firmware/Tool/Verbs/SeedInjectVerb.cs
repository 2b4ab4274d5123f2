using System;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken seed inject</c>.</summary>
internal static class SeedInjectVerb
{
    public static Command Create()
    {
        var image = Arguments.Image();
        Option<string?> hex = new("--hex")
        {
            Description = "The seed, 64 bytes in hexadecimal. For tests only: whoever reads the shell's history or the list of processes knows the seed.",
            HelpName = "DIGITS",
        };
        hex.Validators.Add(result => Arguments.RefuseEmpty(result, hex.Name, result.Tokens));
        var file = Arguments.File("--file", "File or pipe with the seed: 64 bytes from a true generator, for this board only.");
        Command command = new(
            "inject",
            "Puts an NV seed into a board: 64 bytes of this computer's randomness, or those given. Where there is a seed already, it is mixed in. Shows no secrets.")
        {
            image, hex, file,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(hex) != null && result.GetValue(file) != null)
            {
                result.AddError("Give --hex or --file, not both.");
            }
        });
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(image)!;
            byte[] seed = parsed.GetValue(file) is { } from ? SeedInput.FromFile(from)
                : parsed.GetValue(hex) is { } digits ? SeedInput.FromHex(digits)
                : RandomNumberGenerator.GetBytes(SystemRecord.SeedLength);
            try
            {
                using var board = SimulatedBoard.Open(path);
                bool wasThere = Inject(board.Store, seed);
                Console.WriteLine(wasThere ? $"{path}: seed mixed into the one that was there" : $"{path}: seed is in");
                return ExitStatus.Success;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(seed);
            }
        });
        return HelpWithExamples.Attach(command, "seed inject board.img", "seed inject board.img --file seed.bin");
    }

    /// <summary>Saves a seed. One that is there goes into it, so that the same seed given twice does not make the board repeat itself.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool Inject(ObjectStore store, byte[] seed)
    {
        byte[]? old = ReadOld(store);
        if (old == null)
        {
            store.SaveObject(SystemRecord.Seed, seed);
            return false;
        }

        byte[] mixed = new byte[SystemRecord.SeedLength];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(Encoding.ASCII.GetBytes("nftoken seed inject"));
        hash.AppendData(old);
        hash.AppendData(seed);
        hash.GetHashAndReset(mixed);
        try
        {
            store.SaveObject(SystemRecord.Seed, mixed);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(mixed);
            CryptographicOperations.ZeroMemory(old);
        }
    }

    // A seed that cannot be read is none: a new one is what the board wants.
    private static byte[]? ReadOld(ObjectStore store)
    {
        try
        {
            return store.GetObjectValue(SystemRecord.Seed);
        }
        catch (StoreException e) when (e.Error == StoreError.Damaged)
        {
            return null;
        }
    }
}
