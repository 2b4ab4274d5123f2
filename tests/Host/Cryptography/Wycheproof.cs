using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Project Wycheproof's vectors, in <c>../shared/vectors</c> beside the repository where that exists.</summary>
internal static class Wycheproof
{
    /// <summary>All cases of a file; none, and a line that says so, where the folder is not there.</summary>
    public static IReadOnlyList<Case> Read(string file, ITestOutputHelper output)
    {
        string path = Path.Combine(Folder(), "..", "..", "..", "..", "shared", "vectors", file);
        if (!File.Exists(path))
        {
            output.WriteLine($"left out: there is no {file} in ../shared/vectors");
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        var cases = new List<Case>();
        foreach (JsonElement group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            JsonElement shared = group.Clone();
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                cases.Add(new Case(shared, test.Clone()));
            }
        }

        return cases;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>One test and the group it stands in.</summary>
    internal sealed record Case(JsonElement Group, JsonElement Test)
    {
        public string Name => $"tcId {Test.GetProperty("tcId").GetInt32()}: {Test.GetProperty("comment").GetString()}";

        /// <summary>valid, invalid or acceptable.</summary>
        public string Result => Test.GetProperty("result").GetString()!;

        public IEnumerable<string> Flags => Test.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!);

        public byte[] Hex(string name) => Convert.FromHexString(Test.GetProperty(name).GetString()!);
    }
}
