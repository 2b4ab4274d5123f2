using Xunit;

namespace NfToken.Tests.Host.NativeModule;

/// <summary>How the library finds its board, and what it says where it does not.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void SaysWhatIsMissing()
    {
        using Programs programs = new();
        programs.Environment["NFTOKEN_IMAGE"] = "";
        Assert.Contains("libnftoken: set NFTOKEN_IMAGE", List(programs), StringComparison.Ordinal);
        programs.Environment["NFTOKEN_IMAGE"] = programs["none.img"];
        programs.Environment["NFTOKEN_BOARD"] = "";
        Assert.Contains("none.img: no such board", List(programs), StringComparison.Ordinal);
        programs.Environment["NFTOKEN_BOARD"] = "NONE";
        Assert.Contains("there is no board 'NONE'", List(programs), StringComparison.Ordinal);
        File.WriteAllText(programs.Image, "this is no flash");
        programs.Environment["NFTOKEN_IMAGE"] = programs.Image;
        programs.Environment["NFTOKEN_BOARD"] = "ESP32_REV0";
        Assert.Contains("16 bytes are no image", List(programs), StringComparison.Ordinal);
        Assert.Equal("this is no flash", File.ReadAllText(programs.Image));
    }

    [Fact]
    public void UsesTheBoardOfTheOtherPrograms()
    {
        using Programs programs = new("");
        _ = Tool.NfTokenProcess.Run("board", "new", programs.Image).Succeeds();
        _ = programs.Pkcs11Tool("--keypairgen", "--key-type", "EC:prime256v1", "--label", "made here", "--id", "07");
        string objects = Tool.NfTokenProcess.Run("objects", programs.Image, "--json").Succeeds().Output;
        Assert.Contains("\"made here\"", objects, StringComparison.Ordinal);

        // A copy without its other files is another board with the same flash.
        File.Copy(programs.Image, programs["copy.img"]);
        string serial = SerialNumber(programs);
        programs.Environment["NFTOKEN_IMAGE"] = programs["copy.img"];
        programs.Environment["NFTOKEN_BOARD"] = "ESP32_REV0/raw";
        Assert.NotEqual(serial, SerialNumber(programs));
        Assert.Contains("made here", programs.Pkcs11Tool("--list-objects"), StringComparison.Ordinal);
    }

    private static string SerialNumber(Programs programs) =>
        programs.Pkcs11Tool("--list-token-slots").Split('\n').Single(line => line.Contains("serial num", StringComparison.Ordinal));

    private static string List(Programs programs) => programs.Fail("pkcs11-tool", "--module", Module.Library, "--list-slots");
}
