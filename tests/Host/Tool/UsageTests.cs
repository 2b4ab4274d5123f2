using Xunit;

namespace NfToken.Tests.Host.Tool;

public sealed class UsageTests
{
    public static TheoryData<string[]> Verbs => new()
    {
        { [] }, { ["board"] }, { ["board", "new"] }, { ["board", "info"] }, { ["board", "list"] },
        { ["import"] }, { ["objects"] }, { ["hello"] },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EachVerbHasHelp(string[] verb)
    {
        string help = NfTokenProcess.Run([.. verb, "--help"]).Succeeds().Output;
        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        if (verb is not ([] or ["board"]))
        {
            Assert.Contains("Examples:\n  nftoken " + string.Join(' ', verb), help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void MisuseIsExitStatus2AndOneLine()
    {
        NfTokenProcess.Run().IsMisuse("command", "See: nftoken --help");
        NfTokenProcess.Run("frobnicate").IsMisuse("frobnicate");
        NfTokenProcess.Run("board", "new").IsMisuse("IMAGE", "See: nftoken board new --help");
        NfTokenProcess.Run("import", "x.img", "--key", "k").IsMisuse("--certificate");
        NfTokenProcess.Run("hello", "x.img").IsMisuse("--host");
        NfTokenProcess.Run("hello", "--host", "h", "--key", "k").IsMisuse("Give IMAGE");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--key", "k").IsMisuse("either IMAGE");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--port", "99999").IsMisuse("--port is 99999");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--port", "mqtt").IsMisuse("--port");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--count", "0").IsMisuse("--count is 0");
    }

    [Fact]
    public void UnknownBoardsAndProfilesAreNamed()
    {
        NfTokenProcess.Run("board", "new", "x.img", "--board", "ESP99").Fails("ESP99", "ESP32_REV0");
        NfTokenProcess.Run("board", "new", "x.img", "--profile", "rare").Fails("rare", "stock, raw");
        NfTokenProcess.Run("board", "new", "no/such/folder/x.img").Fails("no such directory");
    }

    [Fact]
    public void ListShowsTheBoards()
    {
        Assert.Contains("ESP32_REV0", NfTokenProcess.Run("board", "list").Succeeds().Output, StringComparison.Ordinal);
        Assert.Contains("\"target\": \"ESP32_REV0\"", NfTokenProcess.Run("board", "list", "--json").Succeeds().Output, StringComparison.Ordinal);
    }
}
