using System.Text.Json;
using NfToken.Pal.Simulator;
using Xunit;

namespace NfToken.Tests.Host.Tool;

public sealed class BoardVerbTests : IDisposable
{
    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("raw", "pkcs11")]
    [InlineData("stock", "config")]
    public void NewBoardIsErasedFlashWithAnEmptyToken(string profile, string partition)
    {
        _folder.WithBoard(profile);

        Assert.Equal(0x400000, new FileInfo(_folder.Image).Length);
        byte[] image = File.ReadAllBytes(_folder.Image);
        Assert.All(image[..0x3A0000].Chunk(4096), sector => Assert.Equal(-1, sector.AsSpan().IndexOfAnyExcept((byte)0xFF)));

        using var info = JsonDocument.Parse(NfTokenProcess.Run("board", "info", _folder.Image, "--json").Succeeds().Output);
        Assert.Equal("ESP32_REV0", info.RootElement.GetProperty("target").GetString());
        Assert.Equal(profile, info.RootElement.GetProperty("profile").GetString());
        Assert.Equal(0, info.RootElement.GetProperty("objects").GetInt32());
        Assert.Equal(12, info.RootElement.GetProperty("deviceId").GetString()!.Length);
        Assert.Contains(info.RootElement.GetProperty("partitions").EnumerateArray(), p => p.GetProperty("name").GetString() == partition);
        Assert.Equal("[]", _folder.Objects().Trim());
        Assert.Contains("ESP32 with 4 MB", NfTokenProcess.Run("board", "info", _folder.Image).Succeeds().Output, StringComparison.Ordinal);
    }

    /// <summary>The path is just short enough for the board's own files, and too long for those of its drive.</summary>
    [Fact]
    public void ABoardThatCannotBeMadeLeavesNothing()
    {
        const int LongestPath = 4095;
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int length = LongestPath - ".drive/FORMAT.NFT".Length + 1;
        string folder = _folder["deep"];
        while (length - folder.Length > 250)
        {
            folder = Path.Combine(folder, new string('d', Math.Min(200, length - folder.Length - 20)));
        }

        Directory.CreateDirectory(folder);
        string image = Path.Combine(folder, new string('x', length - folder.Length - 1));
        Assert.Equal(1, NfTokenProcess.Run("board", "new", image, "--profile", "stock").Status);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void LinesOfTablesEndWithTheirText()
    {
        _folder.WithBoard();
        string output = NfTokenProcess.Run("board", "info", _folder.Image).Succeeds().Output + NfTokenProcess.Run("board", "list").Succeeds().Output;
        Assert.All(output.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public void ABoardIsReplacedOnlyByForce()
    {
        _folder.WithBoard();
        byte[] before = File.ReadAllBytes(_folder.Image);
        string sidecar = File.ReadAllText(_folder.Image + ".board");

        NfTokenProcess.Run("board", "new", _folder.Image).Fails(_folder.Image, "--force");
        Assert.Equal(before, File.ReadAllBytes(_folder.Image));
        Assert.Equal(sidecar, File.ReadAllText(_folder.Image + ".board"));

        NfTokenProcess.Run("board", "new", _folder.Image, "--force").Succeeds();
        Assert.NotEqual(sidecar, File.ReadAllText(_folder.Image + ".board"));
    }

    [Fact]
    public void NobodyElseMayReadTheImage()
    {
        _folder.WithBoard();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.Image));
        }
    }

    [Theory]
    [InlineData("info")]
    [InlineData("objects")]
    public void WhatIsNoBoardIsRefusedAndLeftAlone(string verb)
    {
        string[] command = verb == "info" ? ["board", "info"] : ["objects"];
        NfTokenProcess.Run([.. command, _folder.Image]).Fails(_folder.Image, "nftoken board new");

        Directory.CreateDirectory(_folder["folder"]);
        NfTokenProcess.Run([.. command, _folder["folder"]]).Fails("is a directory");

        _folder.WithBoard();
        File.WriteAllText(_folder["text"], "no image");
        NfTokenProcess.Run([.. command, _folder["text"]]).Fails("text.board is missing");

        File.Copy(_folder.Image + ".board", _folder["text.board"]);
        NfTokenProcess.Run([.. command, _folder["text"]]).Fails("8 bytes are no image of ESP32_REV0");
        Assert.Equal("no image", File.ReadAllText(_folder["text"]));

        foreach (string content in new[] { "", "{}", "null", "{ \"target\": \"ESP32_REV0\", \"profile\": \"raw\", \"deviceId\": \"xyz\" }" })
        {
            File.WriteAllText(_folder.Image + ".board", content);
            string line = NfTokenProcess.Run([.. command, _folder.Image]).Fails("board.img.board").Error;
            Assert.DoesNotContain("System.", line, StringComparison.Ordinal);
            Assert.DoesNotContain("LineNumber", line, StringComparison.Ordinal);
        }

        File.WriteAllText(_folder.Image + ".board", "{ \"target\": \"ESP99\", \"profile\": \"raw\", \"deviceId\": \"0011\" }");
        NfTokenProcess.Run([.. command, _folder.Image]).Fails("there is no board 'ESP99'", "ESP32_REV0");
    }

    [Fact]
    public void ForeignDataInThePartitionIsRefusedAndLeftAlone()
    {
        _folder.WithBoard();
        byte[] image = File.ReadAllBytes(_folder.Image);
        new Random(1).NextBytes(image.AsSpan(0x3A0000, 0x10000));
        File.WriteAllBytes(_folder.Image, image);

        NfTokenProcess.Run("objects", _folder.Image).Fails("partition", _folder.Image, "something else than a token");
        Assert.Equal(image, File.ReadAllBytes(_folder.Image));
    }

    [Fact]
    public void AnErasedPartitionIsNotFormattedUnasked()
    {
        _folder.WithBoard();
        byte[] image = File.ReadAllBytes(_folder.Image);
        Array.Fill(image, (byte)0xFF);
        File.WriteAllBytes(_folder.Image, image);

        NfTokenProcess.Run("objects", _folder.Image).Fails("board new");
        Assert.Equal(image, File.ReadAllBytes(_folder.Image));
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("stock")]
    public void ABoardThatIsInUseIsLeftAlone(string profile)
    {
        _folder.WithBoard(profile);
        byte[] before = File.ReadAllBytes(_folder.Image);
        string sidecar = File.ReadAllText(_folder.Image + ".board");

        using (SimulatedBoard.Open(_folder.Image))
        {
            NfTokenProcess.Run("board", "new", _folder.Image, "--force").Fails(_folder.Image, "another program has it open");
            NfTokenProcess.Run("objects", _folder.Image).Fails(_folder.Image, "another program has it open");
        }

        Assert.Equal(before, File.ReadAllBytes(_folder.Image));
        Assert.Equal(sidecar, File.ReadAllText(_folder.Image + ".board"));
        Assert.Equal("[]", _folder.Objects().Trim());
    }

    [Fact]
    public void WhatIsNoBoardIsNotReplacedEvenByForce()
    {
        File.WriteAllText(_folder["thesis.txt"], "years of work");
        foreach (string[] more in new string[][] { [], ["--force"] })
        {
            NfTokenProcess.Run(["board", "new", _folder["thesis.txt"], .. more]).Fails("thesis.txt is there and is no board");
        }

        Assert.Equal("years of work", File.ReadAllText(_folder["thesis.txt"]));
        Assert.False(File.Exists(_folder["thesis.txt.board"]));

        Directory.CreateDirectory(_folder["folder"]);
        NfTokenProcess.Run("board", "new", _folder["folder"], "--force").Fails("folder: is a directory");

        Directory.CreateDirectory(_folder["other.img.drive"]);
        NfTokenProcess.Run("board", "new", _folder["other.img"], "--force").Fails("other.img.drive is there and is no board");
        Assert.True(Directory.Exists(_folder["other.img.drive"]));
    }

    [Fact]
    public void ADriveTellsNoRoom()
    {
        _folder.WithBoard("stock");
        string table = NfTokenProcess.Run("board", "info", _folder.Image).Succeeds().Output;
        Assert.Contains("limited by the drive", table, StringComparison.Ordinal);
        Assert.DoesNotContain("bytes free", table, StringComparison.Ordinal);
        using var info = JsonDocument.Parse(NfTokenProcess.Run("board", "info", _folder.Image, "--json").Succeeds().Output);
        Assert.Equal(JsonValueKind.Null, info.RootElement.GetProperty("freeBytes").ValueKind);
        string console = NfTokenProcess.Run("hello", _folder.Image, "--host", "localhost", "--port", "1").Fails("no object labelled").Output;
        Assert.Contains("store: on a drive, which does not tell its free bytes", console, StringComparison.Ordinal);
    }
}
