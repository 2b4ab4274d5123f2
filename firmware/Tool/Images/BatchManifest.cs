using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.VisualBasic.FileIO;

namespace NfToken.Tool.Images;

/// <summary>A line of the manifest: what was made for one device. No secrets.</summary>
/// <param name="Name">The device.</param>
/// <param name="Serial">Serial number of its certificate, hexadecimal.</param>
/// <param name="Subject">Subject of its certificate.</param>
/// <param name="NotAfter">When it expires.</param>
/// <param name="Fingerprint">SHA-256 of the certificate.</param>
/// <param name="Board">Board and profile, such as ESP32_REV0/raw.</param>
/// <param name="Image">SHA-256 of the image.</param>
internal sealed record BatchEntry(string Name, string Serial, string Subject, string NotAfter, string Fingerprint, string Board, string Image)
{
    /// <summary>The columns.</summary>
    public static readonly string[] Columns = ["name", "serial", "subject", "notAfter", "fingerprint", "board", "image"];

    /// <summary>Its values in the order of the columns.</summary>
    public string[] Fields => [Name, Serial, Subject, NotAfter, Fingerprint, Board, Image];
}

/// <summary>
/// Says which devices of a batch are done. A line is written after the device's files are durable, and of a line that an interruption left in half nothing is
/// believed.
/// </summary>
internal sealed class BatchManifest : IDisposable
{
    /// <summary>Its name in the batch's directory.</summary>
    public const string FileName = "manifest.csv";

    private readonly FileStream _file;
    private readonly string _path;
    private readonly Dictionary<string, BatchEntry> _entries;
    private int _lines;

    private BatchManifest(string path, FileStream file, List<BatchEntry> lines, Func<BatchEntry, bool> isWhole)
    {
        _path = path;
        _file = file;
        _lines = lines.Count;

        // A device that was made again has two lines; the later one counts.
        var last = lines.GroupBy(entry => entry.Name).Select(entries => entries.Last());
        _entries = last.AsParallel().Where(isWhole).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        Done = _entries.Keys.ToHashSet(StringComparer.Ordinal);
        if (lines.Count == 0)
        {
            _file.SetLength(0);
            Append(BatchEntry.Columns);
        }
    }

    /// <summary>Names of the devices that an earlier run made and that are there whole.</summary>
    public IReadOnlySet<string> Done { get; }

    /// <summary>Opens the manifest of a directory, or begins it.</summary>
    /// <param name="folder">The directory.</param>
    /// <param name="board">Board and profile of the batch.</param>
    /// <param name="isWhole">Whether what a line says was made is there.</param>
    /// <exception cref="ToolException">Another run is at work in the directory, the file is no manifest, or it is one of another board.</exception>
    public static BatchManifest Open(string folder, string board, Func<BatchEntry, bool> isWhole)
    {
        string path = Path.Combine(folder, FileName);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new ToolException($"{path}: another run has it open; wait for it, or choose another directory");
        }

        try
        {
            var lines = Read(path, file);
            if (lines.FirstOrDefault(entry => entry.Board != board) is { } other)
            {
                throw new ToolException($"{path}: the images there are for {other.Board}, not {board}; choose another directory");
            }

            return new BatchManifest(path, file, lines, isWhole);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds a line. One thread at a time.</summary>
    /// <param name="entry">The device, whose files are durable.</param>
    public void Add(BatchEntry entry)
    {
        _entries[entry.Name] = entry;
        _lines++;
        Append(entry.Fields);
    }

    /// <summary>Ends a run that did all it should: lines that no longer count go.</summary>
    public void Finish()
    {
        _file.Flush(flushToDisk: true);
        if (_lines > _entries.Count)
        {
            string fresh = _path + ".new";
            File.WriteAllText(fresh, string.Concat(_entries.Values.Select(entry => CsvTable.Line(entry.Fields)).Prepend(CsvTable.Line(BatchEntry.Columns))));
            File.Move(fresh, _path, overwrite: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static List<BatchEntry> Read(string path, FileStream file)
    {
        byte[] all = new byte[file.Length];
        file.ReadExactly(all);

        // What an interruption left of a last line goes.
        int end = Array.LastIndexOf(all, (byte)'\n') + 1;
        try
        {
            var rows = CsvTable.Parse(Encoding.UTF8.GetString(all, 0, end));
            if (rows.Count == 0 || (rows[0].SequenceEqual(BatchEntry.Columns) && rows.All(row => row.Length == BatchEntry.Columns.Length)))
            {
                file.SetLength(end);
                return [.. rows.Skip(1).Select(row => new BatchEntry(row[0], row[1], row[2], row[3], row[4], row[5], row[6]))];
            }
        }
        catch (MalformedLineException)
        {
            // Said below.
        }

        throw new ToolException($"{path}: is no manifest of this tool; choose another directory");
    }

    // One write, so that a line is there or is seen to be cut.
    private void Append(string[] fields)
    {
        _file.Seek(0, SeekOrigin.End);
        _file.Write(Encoding.UTF8.GetBytes(CsvTable.Line(fields)));
        _file.Flush();
    }
}
