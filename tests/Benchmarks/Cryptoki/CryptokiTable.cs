using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Spectre.Console;

namespace NfToken.Tests.Benchmarks.Cryptoki;

/// <summary>The table that firmware/NativeModule/README.md shows: libnftoken.so and SoftHSM2, called in turns by one C program.</summary>
internal static class CryptokiTable
{
    private const string Player = "module_player";
    private const string OwnModule = "firmware/NativeModule/out/libnftoken.so";
    private const string Pin = "1234";

    private static readonly string[] SoftHsmPlaces =
        ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so"];

    /// <summary>Measures and prints.</summary>
    /// <returns>0, or 1 where something that it takes is not there.</returns>
    public static int Print()
    {
        string? rival = SoftHsmPlaces.FirstOrDefault(File.Exists);
        string? own = FindOwn();
        if (rival == null || own == null)
        {
            Console.Error.WriteLine(own == null ? $"There is no {OwnModule}: firmware/NativeModule/build.sh builds it" : "There is no SoftHSM2: apt-get install softhsm2");
            return 1;
        }

        // Beside the sources, as /tmp may be no disk and 'durable' would say nothing there.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(own)!, $"benchmark-{Environment.ProcessId}"));
        try
        {
            foreach (string name in (string[])[Player + ".c", "module.h", "functions.h"])
            {
                using Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
                using FileStream file = File.Create(Path.Combine(folder.FullName, name));
                resource.CopyTo(file);
            }

            Directory.CreateDirectory(Path.Combine(folder.FullName, "tokens"));
            File.WriteAllText(Path.Combine(folder.FullName, "softhsm2.conf"), $"directories.tokendir = {folder.FullName}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n");
            File.WriteAllBytes(Path.Combine(folder.FullName, "certificate.der"), MakeCertificate());
            _ = Run(folder, "gcc", "-std=gnu11", "-O2", Player + ".c", "-o", Player, "-ldl");
            _ = Run(folder, "softhsm2-util", "--init-token", "--free", "--label", "benchmark", "--pin", Pin, "--so-pin", Pin);
            Show(Run(folder, Path.Combine(folder.FullName, Player), "certificate.der", rival, own));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Show(string lines)
    {
        Table table = new Table().MarkdownBorder().AddColumns(
            new TableColumn("Operation").NoWrap(), Right("libnftoken.so, µs"), Right("SoftHSM2, µs"), Right("SoftHSM2 / libnftoken.so"));
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split('\t');
            double rival = double.Parse(parts[1], CultureInfo.InvariantCulture) / 1000;
            double own = double.Parse(parts[2], CultureInfo.InvariantCulture) / 1000;
            table.AddRow(parts[0], Figure(own), Figure(rival), (rival / own).ToString("0.00", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Profile.Width = 160;
        AnsiConsole.Write(table);
    }

    private static string Figure(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static TableColumn Right(string name) => new TableColumn(name).RightAligned().NoWrap();

    private static byte[] MakeCertificate()
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new("CN=benchmark", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        // Filled up to 1.2 kB, as with names, uses and places of revocation lists.
        request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.99999.1", new byte[460], critical: false));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.RawData;
    }

    private static string? FindOwn()
    {
        for (var top = new DirectoryInfo(AppContext.BaseDirectory); top != null; top = top.Parent)
        {
            string found = Path.Combine(top.FullName, OwnModule);
            if (File.Exists(found))
            {
                return found;
            }
        }

        return null;
    }

    private static string Run(DirectoryInfo folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        start.Environment["SOFTHSM2_CONF"] = Path.Combine(folder.FullName, "softhsm2.conf");
        start.Environment["NFTOKEN_IMAGE"] = Path.Combine(folder.FullName, "board.img");
        start.Environment["NFTOKEN_BOARD"] = "ESP32_REV0";
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: status {process.ExitCode}");
    }
}
