using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.VisualBasic.FileIO;

namespace NfToken.Tool.Images;

/// <summary>One device of a batch.</summary>
/// <param name="Name">Names its files, and its certificate where nothing else does.</param>
/// <param name="Subject">Distinguished name of its certificate.</param>
internal sealed record Device(string Name, X500DistinguishedName Subject);

/// <summary>The devices of a batch, from a CSV file (RFC 4180) with a head line: <c>name</c>, and <c>subject</c> where it is not CN=name.</summary>
internal static class DeviceList
{
    private const int LongestName = 64;

    /// <summary>Reads and checks all of it before anything is made.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ToolException">A line is not what it should be.</exception>
    public static IReadOnlyList<Device> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ToolException($"{path}: no such file; check the name");
        }

        try
        {
            return Read(path, CsvTable.Read(path));
        }
        catch (MalformedLineException e)
        {
            throw new ToolException($"{path}, line {e.LineNumber}: cannot be read as CSV; put a value that has quotes or commas in it into quotes");
        }
    }

    private static List<Device> Read(string path, IEnumerable<(long Line, string[] Fields)> rows)
    {
        List<Device> devices = [];
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        string[]? head = null;
        foreach (var (line, fields) in rows)
        {
            if (head == null)
            {
                head = CheckHead(path, fields);
                continue;
            }

            string place = $"{path}, line {line}";
            if (fields.Length != head.Length)
            {
                throw new ToolException($"{place}: has {fields.Length} values, and there are {head.Length} columns; put a value that has commas in it into quotes");
            }

            var device = ReadOne(head, fields, place);
            devices.Add(names.Add(device.Name) ? device : throw new ToolException($"{place}: {device.Name} is there twice; each device has one line"));
        }

        return devices.Count > 0 ? devices : throw new ToolException($"{path}: names no device; write one a line below the head");
    }

    private static string[] CheckHead(string path, string[] head)
    {
        if (!head.Contains("name"))
        {
            throw new ToolException($"{path}: the first line names the columns: name, and subject where certificates are not to be CN=name");
        }

        return head.FirstOrDefault(column => column is not ("name" or "subject")) is not { } unknown
            ? head
            : throw new ToolException($"{path}: column '{Failure.OneLine(unknown)}' is unknown; columns are name and subject");
    }

    private static Device ReadOne(string[] head, string[] fields, string place)
    {
        string name = fields[Array.IndexOf(head, "name")];
        if (name.Length is 0 or > LongestName || name[0] is '.' or '-' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            throw new ToolException($"{place}: '{Failure.OneLine(name)}' is no name for files: 1 to {LongestName} of A-Z, a-z, 0-9, '.', '-' and '_', beginning with a letter or digit");
        }

        int column = Array.IndexOf(head, "subject");
        string subject = column >= 0 && fields[column].Length > 0 ? fields[column] : "CN=" + name;
        try
        {
            return new Device(name, new X500DistinguishedName(subject));
        }
        catch (CryptographicException)
        {
            throw new ToolException($"{place}: '{Failure.OneLine(subject)}' is no distinguished name; write it as CN=thing-1, O=Example");
        }
    }
}
