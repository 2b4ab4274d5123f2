using System.Text.Json;
using Xunit;

namespace NfToken.Tests.Host.NativeFlash;

/// <summary>The partition tables for own firmware are the maps of their <c>board.json</c>.</summary>
public sealed class PartitionTableTests
{
    private static readonly string Boards = Path.GetFullPath(Path.Combine(NativeSources.Folder, "..", "..", "..", "board-configs"));

    private static readonly string[] Columns = ["name", "type", "subtype", "offset", "size"];

    public static TheoryData<string> Targets() =>
        [.. Directory.GetFiles(Boards, "partitions.csv", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!))];

    [Theory]
    [MemberData(nameof(Targets))]
    public void TheTableIsTheBoards(string target)
    {
        using JsonDocument board = JsonDocument.Parse(File.ReadAllText(Path.Combine(Boards, target, "board.json")));
        string[] expected =
        [
            .. board.RootElement.GetProperty("partitions").EnumerateArray()
                .Concat(board.RootElement.GetProperty("profiles").GetProperty("raw").GetProperty("addedPartitions").EnumerateArray())
                .Where(partition => partition.TryGetProperty("type", out _)).OrderBy(partition => Convert.ToInt32(partition.GetProperty("offset").GetString(), 16))
                .Select(partition => string.Join(',', Columns.Select(name => partition.GetProperty(name).GetString()))),
        ];
        string[] lines =
        [
            .. File.ReadAllLines(Path.Combine(Boards, target, "partitions.csv")).Where(line => !line.StartsWith('#'))
                .Select(line => string.Concat(line.Where(character => character != ' '))),
        ];
        Assert.Equal(expected, lines);
    }
}
