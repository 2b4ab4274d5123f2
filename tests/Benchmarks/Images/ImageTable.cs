using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace NfToken.Tests.Benchmarks.Images;

/// <summary>Devices a second: nftoken making whole images, beside openssl making key and certificate alone.</summary>
public static class ImageTable
{
    private const int Devices = 2000;
    private const int TheirDevices = 200;

    /// <summary>Runs both and prints the table.</summary>
    /// <returns>0.</returns>
    public static int Print()
    {
        string folder = Directory.CreateTempSubdirectory("nftoken-images-").FullName;
        try
        {
            Run("openssl", folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Benchmark CA", "-days", "30");
            File.WriteAllLines(Path.Combine(folder, "devices.csv"), Enumerable.Range(1, Devices).Select(i => $"thing-{i}").Prepend("name"));
            TimeSpan ours = Run("dotnet", folder, [Path.Combine(AppContext.BaseDirectory, "nftoken.dll"), "image", "create", "out", "--batch", "devices.csv", "--ca", "ca.pem", "--ca-key", "ca.key", "--root", "ca.pem"]);
            TimeSpan theirs = Theirs(folder);
            Table table = new Table { Border = TableBorder.Markdown }.AddColumns("What", "Devices", "Devices a second");
            table.Columns[1].RightAligned();
            table.Columns[2].RightAligned();
            Row(table, "nftoken image create --batch: key, certificate, seed, image of 64 KB, manifest; its start included", Devices, ours);
            Row(table, "openssl: key and certificate, two processes a device", TheirDevices, theirs);
            AnsiConsole.Profile.Width = 400;
            AnsiConsole.Write(table);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TimeSpan Theirs(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        Parallel.For(0, TheirDevices, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            Run("openssl", folder, "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", $"{i}.key", "-out", $"{i}.csr", "-subj", $"/CN=thing-{i}");
            Run("openssl", folder, "x509", "-req", "-in", $"{i}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", $"{i + 1}", "-days", "30", "-out", $"{i}.pem");
        });
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Row(Table table, string what, int devices, TimeSpan time) => table.AddRow(
        what,
        devices.ToString("N0", CultureInfo.InvariantCulture),
        (devices / time.TotalSeconds).ToString("N0", CultureInfo.InvariantCulture));

    private static TimeSpan Run(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException(program + " did not start");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(begin) : throw new InvalidOperationException($"{program}: {error}");
    }
}
