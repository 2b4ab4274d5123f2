using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>littlefs as it is published, compiled on this computer, with a flash part in memory that counts.</summary>
/// <remarks>Its source is not part of this project: <see cref="SourceVariable"/> names a copy of github.com/littlefs-project/littlefs.</remarks>
internal sealed class LittleFs : IDisposable
{
    /// <summary>Environment variable with the folder of lfs.c.</summary>
    public const string SourceVariable = "NFTOKEN_LITTLEFS";

    private const string Player = "littlefs_player";
    private const int DoesNotFit = 3;

    private readonly DirectoryInfo _folder;

    private LittleFs(DirectoryInfo folder, string version)
    {
        _folder = folder;
        Version = version;
    }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>Compiles littlefs and the player of operations.</summary>
    /// <param name="why">Why there is none, or null.</param>
    /// <returns>Null where it cannot be had.</returns>
    public static LittleFs? Build(out string? why)
    {
        string? source = Environment.GetEnvironmentVariable(SourceVariable);
        if (string.IsNullOrEmpty(source))
        {
            why = $"{SourceVariable} does not name a copy of github.com/littlefs-project/littlefs";
            return null;
        }

        string header = Path.Combine(source, "lfs.h");
        if (!File.Exists(header))
        {
            why = $"{SourceVariable}: there is no {header}";
            return null;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("nftoken-littlefs-");
        string code = Path.Combine(folder.FullName, Player + ".c");
        using (Stream resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Player + ".c")!)
        using (FileStream file = File.Create(code))
        {
            resource.CopyTo(file);
        }

        string[] arguments =
        [
            "-O2", "-DLFS_NO_DEBUG", "-DLFS_NO_WARN", "-DLFS_NO_ERROR", "-I", source, "-o", Path.Combine(folder.FullName, Player), code,
            Path.Combine(source, "lfs.c"), Path.Combine(source, "lfs_util.c"),
        ];
        try
        {
            int status = Run("cc", arguments, "", out _, out string error);
            why = status == 0 ? null : $"the C compiler failed: {error.Split('\n')[0]}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            why = "there is no C compiler called cc";
        }

        if (why != null)
        {
            folder.Delete(recursive: true);
            return null;
        }

        return new LittleFs(folder, VersionOf(File.ReadAllText(header)));
    }

    /// <summary>The operations of a store that keeps each record in a file of its own and replaces it in place, as littlefs is meant to be used.</summary>
    /// <param name="load">What is stored.</param>
    public static string PlainTrace(StorageLoad load)
    {
        var trace = new StringBuilder("F\nM\n");
        void Save(int number) => trace.Append(CultureInfo.InvariantCulture, $"W {load.IdOf(number):X8} {load.Length}\n");
        for (int i = 0; i < load.Objects; i++)
        {
            Save(i);
        }

        int done = 0;
        foreach (int victim in load.Victims())
        {
            if (done++ == load.WarmUp)
            {
                trace.Append("C\n");
            }

            Save(victim);
        }

        // A start finds out which files there are and how long they are.
        for (int start = 0; start < 20; start++)
        {
            trace.Append("C\nM\nL /\n");
        }

        trace.Append("C\n");
        Save(0);
        return trace.Append("C\n").ToString();
    }

    /// <summary>Plays operations and takes the counts of the last ones: saves, starts, the first save.</summary>
    /// <param name="configuration">How littlefs is set up.</param>
    /// <param name="load">The load that the operations come from.</param>
    /// <param name="trace">The operations.</param>
    /// <returns>Null where the load does not fit.</returns>
    public StorageFigures? Play(LittleFsConfiguration configuration, StorageLoad load, string trace)
    {
        int status = Run(Path.Combine(_folder.FullName, Player), configuration.Arguments(load.Region), trace, out string output, out string error);
        if (status == DoesNotFit)
        {
            return null;
        }

        if (status != 0)
        {
            throw new InvalidOperationException($"littlefs: {error}");
        }

        // Each line: read, programmed, erased, nanoseconds, RAM. The first closes the warm-up, the second the counted saves.
        long[][] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
        var figures = new StorageFigures
        {
            MountReads = lines[^2][0],
            MountTime = lines[2..^1].Min(line => line[3]) / 1000.0,
            FirstSaveReads = lines[^1][0],
            Ram = lines[^1][4],
        };
        figures.TakeSaves(load, lines[1][1], 0, lines[1][2]);
        return figures;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private static string VersionOf(string header)
    {
        const string Name = "#define LFS_VERSION 0x";
        int at = header.IndexOf(Name, StringComparison.Ordinal);
        int version = int.Parse(header.AsSpan(at + Name.Length, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return $"{version >> 16}.{version & 0xFFFF}";
    }

    private static int Run(string program, string[] arguments, string input, out string output, out string error)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> outputs = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its status says why.
        }

        process.WaitForExit();
        output = outputs.Result;
        error = errors.Result;
        return process.ExitCode;
    }
}
