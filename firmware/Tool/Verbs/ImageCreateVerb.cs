using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using NfToken.Pal.Simulator;
using NfToken.Tool.Images;
using Spectre.Console;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken image create</c>.</summary>
internal static class ImageCreateVerb
{
    private static readonly Argument<string> Output = new("OUTPUT") { Description = "The image; with --batch, the directory that takes the images and the manifest." };

    private static readonly Option<string> Board = new("--board")
    {
        Description = "Which board; 'nftoken board list' shows them.",
        HelpName = "TARGET",
        DefaultValueFactory = _ => "ESP32_REV0",
    };

    private static readonly Option<string> Profile = new("--profile")
    {
        Description = "One of the board's profiles that keep objects in flash of their own.",
        HelpName = "PROFILE",
        DefaultValueFactory = _ => "raw",
    };

    private static readonly Option<string?> Root = Arguments.File("--root", "Certificates of authorities that may have issued the broker's certificate.");
    private static readonly Option<string?> Key = Arguments.File("--key", "The device's private key: P-256 or RSA, unencrypted.");
    private static readonly Option<string?> Certificate = Arguments.File("--certificate", "The device's certificate; issuers that follow it in the file go in too.");
    private static readonly Option<string?> Batch = Arguments.File("--batch", "Many devices: a CSV file with the columns name and, if need be, subject. Each gets a key, a seed and a certificate of its own.");
    private static readonly Option<string?> Ca = Arguments.File("--ca", "With --batch: certificate of the CA that issues the devices' certificates.");
    private static readonly Option<string?> CaKey = Arguments.File("--ca-key", "With --batch: the CA's private key.");
    private static readonly Option<string?> CaPassphrase = Arguments.File("--ca-passphrase", "With --batch: a file with the passphrase of the CA's key, where that is encrypted.");
    private static readonly Option<int> Days = Number("--days", "With --batch: days that the certificates are valid.", 3650, 36500);
    private static readonly Option<int> Parallel = Number("--parallel", "With --batch: how many images are made at once.", Environment.ProcessorCount, 1024);
    private static readonly Option<bool> Hex = new("--hex") { Description = "Intel HEX instead of bytes: small, for blanks are left out, and it says where it belongs." };

    public static Command Create()
    {
        Command command = new("create", "Makes the flash partition of a provisioned board, or of many with --batch. Images hold private keys: keep them as such.")
        {
            Output, Board, Profile, Root, Key, Certificate, Batch, Ca, CaKey, CaPassphrase, Days, Parallel, Hex,
        };
        Root.Required = true;
        Output.Validators.Add(result => Arguments.RefuseEmpty(result, Output.Name, result.Tokens));
        command.Validators.Add(Check);
        command.SetAction(Run);
        return HelpWithExamples.Attach(
            command,
            "image create pkcs11.bin --key device.key --certificate device.pem --root AmazonRootCA1.pem",
            "image create boards --batch devices.csv --ca ca.pem --ca-key ca.key --root AmazonRootCA1.pem");
    }

    private static void Check(CommandResult result)
    {
        bool isBatch = result.GetValue(Batch) != null;
        if (isBatch && (result.GetValue(Ca) == null || result.GetValue(CaKey) == null))
        {
            result.AddError("--batch needs --ca and --ca-key, which sign the devices' certificates.");
        }
        else if (!isBatch && (result.GetValue(Key) == null || result.GetValue(Certificate) == null))
        {
            result.AddError("Give --key and --certificate, or --batch.");
        }
        else if (isBatch ? result.GetValue(Key) != null || result.GetValue(Certificate) != null : result.GetValue(Ca) != null || result.GetValue(CaKey) != null)
        {
            result.AddError("--key and --certificate are for one image; --ca and --ca-key for --batch.");
        }
    }

    private static int Run(ParseResult parsed)
    {
        var board = BoardCatalog.Get(parsed.GetValue(Board)!);
        var partition = PartitionImage.Of(board, board.GetProfile(parsed.GetValue(Profile)!));
        if (parsed.GetValue(Batch) is { } list)
        {
            RunBatch(parsed, partition, list);
        }
        else
        {
            MakeOne(parsed, partition);
        }

        bool hex = parsed.GetValue(Hex);
        string output = parsed.GetValue(Output)!;
        foreach (string line in FlashingAdvice.For(partition, hex, parsed.GetValue(Batch) == null ? output : Path.Combine(output, hex ? "NAME.hex" : "NAME.bin")))
        {
            Console.WriteLine(line);
        }

        return ExitStatus.Success;
    }

    private static void MakeOne(ParseResult parsed, PartitionImage partition)
    {
        string output = parsed.GetValue(Output)!;
        OutputFile.Check(output, parsed.GetValue(Key), parsed.GetValue(Certificate), parsed.GetValue(Root));
        IdentityFiles files = new(parsed.GetValue(Key)!, parsed.GetValue(Certificate)!, parsed.GetValue(Root)!);
        string subject = string.Empty;
        byte[] image = partition.Make(store => subject = DeviceIdentity.StoreWith(store, token => files.Import(token, DateTime.UtcNow).Subject));
        byte[] file = partition.ToFile(image, parsed.GetValue(Hex));
        SecretFile.Write(output, file);
        CryptographicOperations.ZeroMemory(image);
        CryptographicOperations.ZeroMemory(file);
        Console.WriteLine($"{output}: {subject}");
    }

    private static void RunBatch(ParseResult parsed, PartitionImage partition, string list)
    {
        var devices = DeviceList.Read(list);
        using var authority = CertificateAuthority.Read(parsed.GetValue(Ca)!, parsed.GetValue(CaKey)!, parsed.GetValue(CaPassphrase));
        byte[][] roots = [.. IdentityFiles.ReadRoots(parsed.GetValue(Root)!, DateTime.UtcNow).Select(root => root.Der)];
        byte[][] issuers = authority.IsRoot ? [] : [authority.Certificate];
        string folder = parsed.GetValue(Output)!;
        if (File.Exists(folder))
        {
            throw new ToolException($"{folder}: is a file; name a directory for the images");
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        ImageBatch batch = new(partition, authority, issuers, roots, folder)
        {
            Days = parsed.GetValue(Days),
            Parallel = parsed.GetValue(Parallel),
            AsHex = parsed.GetValue(Hex),
        };
        foreach (var device in devices)
        {
            foreach (string file in new[] { batch.ImagePath(device.Name), batch.CertificatePath(device.Name) })
            {
                OutputFile.Check(file, list, parsed.GetValue(Ca), parsed.GetValue(CaKey), parsed.GetValue(CaPassphrase), parsed.GetValue(Root));
            }
        }

        var (made, present) = Watched(devices.Count, report => batch.Run(devices, report));
        Console.WriteLine($"{folder}: {made} made, {present} there already; {BatchManifest.FileName} lists them");
        if (made > 0 && authority.NotAfter < DateTimeOffset.UtcNow.AddDays(batch.Days))
        {
            Console.WriteLine($"certificates end with the CA's own, on {authority.NotAfter.UtcDateTime:yyyy-MM-dd}, before {batch.Days} days");
        }
    }

    // A bar on standard error, where somebody watches.
    private static T Watched<T>(int count, Func<Action<int>, T> run)
    {
        if (Console.IsErrorRedirected)
        {
            return run(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var task = context.AddTask("images", maxValue: count);
            return run(done => task.Value = done);
        });
    }

    private static Option<int> Number(string name, string description, int value, int most)
    {
        Option<int> option = new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is int number && (number < 1 || number > most))
            {
                result.AddError($"{name} is {number}; it is 1 to {most}.");
            }
        });
        return option;
    }
}
