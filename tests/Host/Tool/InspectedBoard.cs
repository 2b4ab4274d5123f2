using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary>A board in a folder of its own, and what <c>nftoken board inspect</c> says of it.</summary>
internal sealed class InspectedBoard : IDisposable
{
    /// <summary>Where the store's partition begins in the image of a board with profile raw.</summary>
    public const int Partition = 0x3A0000;

    /// <summary>Bytes of it.</summary>
    public const int PartitionSize = 0x10000;

    /// <summary>The folder.</summary>
    public BoardFolder Folder { get; } = new();

    public void Dispose() => Folder.Dispose();

    /// <summary>A property that is a text or null.</summary>
    public static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    /// <summary>Each byte of the partition and of each block is counted once.</summary>
    public static void AssertAddsUp(JsonElement report)
    {
        long sum = report.GetProperty("bytes").EnumerateObject().Sum(sort => sort.Value.GetInt64());
        Assert.Equal(PartitionSize, sum);
        foreach (var block in report.GetProperty("blocks").EnumerateArray())
        {
            int next = 0;
            foreach (var stretch in block.GetProperty("stretches").EnumerateArray())
            {
                Assert.Equal(next, stretch.GetProperty("offset").GetInt32());
                next += stretch.GetProperty("length").GetInt32();
            }

            Assert.Equal(block.GetProperty("size").GetInt32(), next);
        }
    }

    /// <summary>The report as JSON.</summary>
    public JsonDocument Inspect() => JsonDocument.Parse(NfTokenProcess.Run("board", "inspect", Folder.Image, "--json").Succeeds().Output);

    /// <summary>Path of the report as a picture.</summary>
    public string Picture()
    {
        NfTokenProcess.Run("board", "inspect", Folder.Image, "--svg", Folder["map.svg"]).Succeeds();
        return Folder["map.svg"];
    }

    /// <summary>Hashes of all files in the folder.</summary>
    public string Hashes()
    {
        string folder = Path.GetDirectoryName(Folder.Image)!;
        return string.Join('\n', Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => file + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));
    }
}
