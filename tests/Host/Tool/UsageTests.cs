using Xunit;

namespace NfToken.Tests.Host.Tool;

public sealed class UsageTests
{
    public static TheoryData<string[]> Verbs => new()
    {
        { [] }, { ["board"] }, { ["board", "new"] }, { ["board", "info"] }, { ["board", "inspect"] }, { ["board", "list"] },
        { ["import"] }, { ["objects"] }, { ["hello"] }, { ["seed"] }, { ["seed", "inject"] }, { ["random"] },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public void EachVerbHasHelp(string[] verb)
    {
        string help = NfTokenProcess.Run([.. verb, "--help"]).Succeeds().Output;
        Assert.Contains("Usage:", help, StringComparison.Ordinal);
        if (verb is not ([] or ["board"] or ["seed"]))
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
        NfTokenProcess.Run("hello", "--ca", "c", "--certificate", "d", "--key", "k").IsMisuse("--host");
        NfTokenProcess.Run("hello", "--host", "h", "--key", "k").IsMisuse("Give IMAGE");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--key", "k").IsMisuse("either IMAGE");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--port", "99999").IsMisuse("--port is 99999");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--port", "mqtt").IsMisuse("--port is mqtt; it is 1 to 65535");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--count", "0").IsMisuse("--count is 0");
        NfTokenProcess.Run("random", "x.img").IsMisuse("--bytes");
        NfTokenProcess.Run("random", "x.img", "--bytes", "0").IsMisuse("--bytes is 0; it is 1 to");
        NfTokenProcess.Run("random", "x.img", "--bytes", "1M").IsMisuse("--bytes is 1M");
        NfTokenProcess.Run("seed", "inject", "x.img", "--hex", "00", "--file", "f").IsMisuse("--hex or --file");
    }

    [Theory]
    [InlineData("--board", "board", "new", "x.img")]
    [InlineData("--entropy", "board", "new", "x.img")]
    [InlineData("--board", "board", "inspect", "x.img")]
    [InlineData("--link", "board", "run", "x.img", "--pty")]
    [InlineData("--key", "import", "x.img", "--certificate", "c", "--root", "r")]
    [InlineData("--ca-key", "provision", "x.img")]
    [InlineData("--host", "hello", "x.img")]
    [InlineData("--hex", "seed", "inject", "x.img")]
    [InlineData("--bytes", "random", "x.img")]
    public void AnOptionWithoutItsValueIsMisuse(string option, params string[] verb)
    {
        string help = string.Join(' ', verb.TakeWhile(word => word is not ("x.img" or "x.bin")));
        NfTokenProcess.Run([.. verb, option]).IsMisuse($"'{option}'", $"See: nftoken {help} --help");
    }

    [Fact]
    public void EmptyTextsAreMisuse()
    {
        NfTokenProcess.Run("board", "new", string.Empty).IsMisuse("IMAGE is empty");
        NfTokenProcess.Run("objects", string.Empty).IsMisuse("IMAGE is empty");
        NfTokenProcess.Run("seed", "inject", "x.img", "--hex", string.Empty).IsMisuse("--hex is empty");
        NfTokenProcess.Run("random", "x.img", "--bytes", string.Empty).IsMisuse("--bytes is empty");
        NfTokenProcess.Run("import", "x.img", "--key", string.Empty, "--certificate", "c", "--root", "r").IsMisuse("--key is empty");
        NfTokenProcess.Run("hello", string.Empty, "--host", "h").IsMisuse("IMAGE is empty");
        NfTokenProcess.Run("hello", "x.img", "--host", string.Empty).IsMisuse("--host is empty");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--port", string.Empty).IsMisuse("--port is empty");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--alpn", string.Empty).IsMisuse("--alpn is empty");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--topic", string.Empty).IsMisuse("--topic is empty");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--client-id", string.Empty).IsMisuse("--client-id is empty");
    }

    [Theory]
    [InlineData("--topic", "a/#", "--topic is a/#")]
    [InlineData("--topic", "a/+/b", "wildcards")]
    [InlineData("--host", "mqtts://broker", "--host takes the name only")]
    [InlineData("--host", "broker:8883", "the port goes to --port")]
    [InlineData("--host", "[::1]:8883", "the port goes to --port")]
    public void TextsThatCannotBeMeantAreMisuse(string option, string text, string complaint)
    {
        string[] host = option == "--host" ? [] : ["--host", "h"];
        NfTokenProcess.Run(["hello", "x.img", .. host, option, text]).IsMisuse(complaint);
    }

    [Fact]
    public void TextsThatFitNoPacketAreMisuse()
    {
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--client-id", new string('c', 901)).IsMisuse("--client-id has 901 bytes");
        NfTokenProcess.Run("hello", "x.img", "--host", "h", "--topic", new string('t', 901)).IsMisuse("--topic has 901 bytes");
        NfTokenProcess.Run("hello", "x.img", "--host", "::1", "--client-id", new string('c', 900)).Fails("x.img: no such board");
    }

    [Fact]
    public void UnknownBoardsAndProfilesAreNamed()
    {
        NfTokenProcess.Run("board", "new", "x.img", "--board", "ESP99").IsMisuse("--board", "ESP99", "ESP32_REV0");
        NfTokenProcess.Run("board", "new", "x.img", "--profile", "rare").IsMisuse("--profile", "rare", "stock, raw");
        NfTokenProcess.Run("board", "new", "x.img", "--entropy", "dice").IsMisuse("--entropy is \"dice\"", "trng, stuck, repeating, biased, silent, none");
        NfTokenProcess.Run("board", "new", "no/such/folder/x.img").Fails("no such directory");
    }

    [Fact]
    public void ListShowsTheBoards()
    {
        Assert.Contains("ESP32_REV0", NfTokenProcess.Run("board", "list").Succeeds().Output, StringComparison.Ordinal);
        Assert.Contains("\"target\": \"ESP32_REV0\"", NfTokenProcess.Run("board", "list", "--json").Succeeds().Output, StringComparison.Ordinal);
    }
}
