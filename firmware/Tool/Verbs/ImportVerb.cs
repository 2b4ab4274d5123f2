using System;
using System.CommandLine;
using NfToken.Pal.Simulator;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken import</c>.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var image = Arguments.Image();
        var key = Required("--key", "The device's private key: P-256 or RSA, unencrypted; PKCS #8, SEC 1 or PKCS #1.");
        var certificate = Required("--certificate", "The device's certificate; issuers that follow it in the file go in as JITP Cert.");
        var root = Required("--root", "Certificates of authorities that may have issued the broker's certificate.");
        var jitp = Arguments.File("--jitp", "Issuers of the device's certificate, to be sent with it (just-in-time provisioning).");
        Option<bool> force = new("--force") { Description = "Import what a board will not connect with: certificates that are expired or not valid yet, a root that is no authority's." };

        Command command = new("import", "Puts an identity into a board's token by C_CreateObject, in place of an older one. Files are PEM or DER.")
        {
            image, key, certificate, root, jitp, force,
        };
        command.SetAction(parsed =>
        {
            using var board = SimulatedBoard.Open(parsed.GetValue(image)!);
            using var token = OpenToken.Start(board);
            IdentityFiles files = new(parsed.GetValue(key)!, parsed.GetValue(certificate)!, parsed.GetValue(root)!, parsed.GetValue(jitp))
            {
                Force = parsed.GetValue(force),
            };
            var identity = files.Import(token.Token, DateTime.UtcNow);
            Console.WriteLine($"{parsed.GetValue(image)}: {identity.Subject}, valid until {identity.NotAfter:yyyy-MM-dd}");
            return ExitStatus.Success;
        });
        return HelpWithExamples.Attach(
            command,
            "import board.img --key device.key --certificate device.pem --root AmazonRootCA1.pem",
            "import board.img --key device.der --certificate device.crt --jitp ca.pem --root ca.pem");
    }

    private static Option<string?> Required(string name, string description)
    {
        var option = Arguments.File(name, description);
        option.Required = true;
        return option;
    }
}
