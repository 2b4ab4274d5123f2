using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Tool.Images;
using NfToken.Tool.Provision;
using NfToken.Tool.Uart;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken provision</c>.</summary>
internal static class ProvisionVerb
{
    private static readonly Argument<string> Target = new("BOARD")
    {
        Description = "The serial port of the board's console, as /dev/ttyUSB0, a pseudo-terminal, or the image of a simulated board.",
    };

    private static readonly Option<string?> Key = Arguments.File("--key", "A private key to import; left out, the board makes a P-256 key that never leaves it.");
    private static readonly Option<string?> CaCertificate = Arguments.File("--ca-certificate", "Certificate of the CA that signs here.");
    private static readonly Option<string?> CaKey = Arguments.File("--ca-key", "Private key of that CA.");
    private static readonly Option<string?> CaPassphrase = Arguments.File("--ca-passphrase", "File whose first line opens the CA's key.");
    private static readonly Option<string?> SignCommand = Text("--sign-command", "COMMAND", "Shell command that gets the request on standard input and writes the certificate, both in PEM.");
    private static readonly Option<bool> Paste = new("--paste") { Description = "Show the request and wait for the certificate to be pasted." };
    private static readonly Option<string?> Certificate = Arguments.File("--certificate", "The certificate, where there is one already.");
    private static readonly Option<int> Days = new("--days") { Description = "Days that the CA's certificate is valid.", HelpName = "N", DefaultValueFactory = _ => 825 };
    private static readonly Option<string?> Root = Arguments.File("--root", "Certificates of authorities that may have issued the broker's certificate.");
    private static readonly Option<string?> Jitp = Arguments.File("--jitp", "Issuers of the device's certificate, to be sent with it (just-in-time provisioning).");
    private static readonly Option<string?> CodeKey = Arguments.File("--code-key", "Public key, or certificate, that signs firmware updates.");
    private static readonly Option<string?> Name = Text("--name", "NAME", "The certificate's CN, and the thing's name. By default nftoken- and the board's number.");
    private static readonly Option<string?> Organization = Text("--organization", "NAME", "The certificate's O.");
    private static readonly Option<string[]> Dns = new("--dns") { Description = "Host name for the certificate's subjectAltName; may be repeated.", HelpName = "NAME" };
    private static readonly Option<string?> Endpoint = Text("--endpoint", "HOST", "The broker's name, kept on the board.");
    private static readonly Option<int?> Port = new("--port") { Description = "The broker's port, kept on the board.", HelpName = "N" };
    private static readonly Option<string?> Topic = Text("--topic", "TOPIC", "The hello world's topic, kept on the board.");
    private static readonly Option<string?> WifiName = Text("--wifi-ssid", "NAME", "The Wi-Fi network, kept on the board.");
    private static readonly Option<string?> WifiPassword = Arguments.File("--wifi-password-file", "File whose first line is the Wi-Fi password, kept on the board.");
    private static readonly Option<string?> PinFile = Arguments.File("--pin-file", "File whose first line is the user's PIN, where the token wants one.");
    private static readonly Option<bool> Rotate = new("--rotate") { Description = "A new key and certificate beside those that there are; these go when a connection was made with the new." };
    private static readonly Option<bool> Lock = new("--lock") { Description = "Lock the board at the end." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Look and check, say what would be done, change nothing." };
    private static readonly Option<int> Baud = new("--baud") { Description = "Bits a second on a serial port.", HelpName = "N", DefaultValueFactory = _ => 115200 };

    public static Command Create()
    {
        Command command = new("provision", "Gives a board its identity over its console: key, request, certificate, checks, proof. Safe to repeat.")
        {
            Target, Key, CaCertificate, CaKey, CaPassphrase, SignCommand, Paste, Certificate, Days, Root, Jitp, CodeKey, Name, Organization, Dns,
            Endpoint, Port, Topic, WifiName, WifiPassword, PinFile, Rotate, Lock, DryRun, Baud,
        };
        Target.Validators.Add(result => Arguments.RefuseEmpty(result, Target.Name, result.Tokens));
        command.Validators.Add(Check);
        command.SetAction(Run);
        return HelpWithExamples.Attach(
            command,
            "provision /dev/ttyUSB0 --ca-certificate ca.pem --ca-key ca.key --root ca.pem --name lamp-7",
            "provision board.img --key device.key --certificate device.pem --root AmazonRootCA1.pem",
            "provision /dev/ttyUSB0 --paste --root AmazonRootCA1.pem --endpoint ID-ats.iot.REGION.amazonaws.com --dry-run");
    }

    private static void Check(CommandResult result)
    {
        int sources = new[] { result.GetValue(CaCertificate) != null, result.GetValue(SignCommand) != null, result.GetValue(Paste), result.GetValue(Certificate) != null }.Count(given => given);
        if (sources != 1)
        {
            result.AddError("Give one of --ca-certificate (with --ca-key), --sign-command, --paste and --certificate.");
        }

        if ((result.GetValue(CaCertificate) == null) != (result.GetValue(CaKey) == null))
        {
            result.AddError("--ca-certificate and --ca-key go together.");
        }

        foreach (var option in new[] { Name, Organization, Endpoint, Topic, WifiName })
        {
            if (result.GetValue(option) is { } text && text.Any(c => c is < ' ' or > '~' or '"'))
            {
                result.AddError($"{option.Name} has a quote, or a character that the console's protocol does not carry (ASCII only).");
            }
        }

        if (result.GetValue(Port) is { } port and (< 1 or > 65535))
        {
            result.AddError($"--port is {port}; it is 1 to 65535.");
        }

        if (result.GetValue(Days) is not 0 and (< 1 or > 36500))
        {
            result.AddError("--days is 1 to 36500.");
        }
    }

    private static int Run(ParseResult parsed)
    {
        using var authority = parsed.GetValue(CaCertificate) is { } certificate
            ? CertificateAuthority.Read(certificate, parsed.GetValue(CaKey)!, parsed.GetValue(CaPassphrase))
            : null;
        var options = Read(parsed, authority);
        string target = parsed.GetValue(Target)!;
        string[][] summary = Path.Exists(BoardSidecar.PathFor(target))
            ? RunSimulated(target, options)
            : RunSerial(target, parsed.GetValue(Baud), options);
        if (summary.Length > 0)
        {
            Output.Table(["Provisioned", string.Empty], summary);
        }

        return ExitStatus.Success;
    }

    private static string[][] RunSerial(string path, int baud, ProvisionOptions options)
    {
        using var stream = SerialPort.Open(path, baud, FileAccess.ReadWrite);
        return Talk(new StreamSerialPort(stream), path, options);
    }

    private static string[][] RunSimulated(string image, ProvisionOptions options)
    {
        using var board = SimulatedBoard.Open(image);
        using var token = OpenToken.Start(board);
        using SerialWire wire = new();
        Thread console = new(() => new SimulatedConsole(board, token, new HostClock()).Run(wire.Board)) { IsBackground = true };
        console.Start();
        try
        {
            return Talk(wire.Computer, image, options);
        }
        finally
        {
            // The board is switched off between two commands, not within one.
            wire.Dispose();
            console.Join();
        }
    }

    private static string[][] Talk(ISerialPort port, string name, ProvisionOptions options)
    {
        try
        {
            return new ProvisionRun(new BoardLink(port, name), options).Run();
        }
        catch (BoardRefusal refusal)
        {
            throw new ToolException($"{name}: {refusal.Message}");
        }
    }

    private static ProvisionOptions Read(ParseResult parsed, CertificateAuthority? authority)
    {
        List<(string, string)> settings = [];
        void Add(string name, string? value)
        {
            if (value != null)
            {
                settings.Add((name, value));
            }
        }

        Add("port", parsed.GetValue(Port)?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add("thing", parsed.GetValue(Name));
        Add("topic", parsed.GetValue(Topic));
        Add("wifi-ssid", parsed.GetValue(WifiName));
        Add("wifi-password", FirstLine(parsed.GetValue(WifiPassword)));

        // The last: with it a board that runs connects.
        Add("endpoint", parsed.GetValue(Endpoint));
        return new ProvisionOptions
        {
            Source = authority != null ? new LocalSource(authority, parsed.GetValue(Days))
                : parsed.GetValue(SignCommand) is { } command ? new CommandSource(command)
                : parsed.GetValue(Certificate) is { } file ? new FileSource(file)
                : new PasteSource(),
            KeyFile = parsed.GetValue(Key),
            Name = parsed.GetValue(Name),
            Organization = parsed.GetValue(Organization),
            DnsNames = parsed.GetValue(Dns) ?? [],
            Roots = Certificates(parsed.GetValue(Root), mustBeAuthority: true),
            Issuers = Certificates(parsed.GetValue(Jitp), mustBeAuthority: true) ?? [],
            CodeKey = parsed.GetValue(CodeKey) is { } codeKey ? ReadCodeKey(codeKey) : null,
            Settings = settings,
            Pin = FirstLine(parsed.GetValue(PinFile)),
            Rotate = parsed.GetValue(Rotate),
            Lock = parsed.GetValue(Lock),
            DryRun = parsed.GetValue(DryRun),
        };
    }

    private static CertificateInfo[]? Certificates(string? path, bool mustBeAuthority)
    {
        if (path == null)
        {
            return null;
        }

        byte[] content = InputFile.Read(path);
        var certificates = InputFile.Naming(path, () => CertificateFile.Read(content));
        foreach (var certificate in certificates)
        {
            if (mustBeAuthority && !certificate.IsAuthority && !certificate.IsSelfIssued)
            {
                throw new ToolException($"{path}: {certificate.Subject} is no certificate of an authority; give a CA's");
            }

            if (certificate.NotAfter < DateTime.UtcNow)
            {
                throw new ToolException($"{path}: {certificate.Subject} expired on {certificate.NotAfter:yyyy-MM-dd}; have a new one issued");
            }
        }

        return certificates;
    }

    private static byte[] ReadCodeKey(string path)
    {
        byte[] content = InputFile.Read(path);
        try
        {
            return InputFile.Naming(path, () => Encoding.UTF8.GetBytes(Pem.Encode(Pem.PublicKey, PublicKeyOf(content).ToDer())));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    // PEM or DER, of a public key or of a certificate. A private key is neither.
    private static PublicKeyInfo PublicKeyOf(byte[] content)
    {
        if (Pem.IsPem(content))
        {
            return Pem.Find(content, Pem.PublicKey) is { } der ? PublicKeyInfo.Parse(der) : CertificateFile.Read(content)[0].GetPublicKey();
        }

        try
        {
            return PublicKeyInfo.Parse(content);
        }
        catch (EncodingException)
        {
            return CertificateInfo.Parse(content).GetPublicKey();
        }
    }

    private static string? FirstLine(string? path)
    {
        if (path == null)
        {
            return null;
        }

        if (!File.Exists(path))
        {
            throw new ToolException($"{path}: no such file; check the name");
        }

        using var reader = File.OpenText(path);
        string line = reader.ReadLine() ?? string.Empty;
        return line.Any(c => c is < ' ' or > '~' or '"')
            ? throw new ToolException($"{path}: its first line has a quote, or a character that the console's protocol does not carry (ASCII only)")
            : line;
    }

    private static Option<string?> Text(string name, string helpName, string description)
    {
        Option<string?> option = new(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result => Arguments.RefuseEmpty(result, name, result.Tokens));
        return option;
    }
}
