using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using NfToken.Tool.Uart;
using Xunit;

namespace NfToken.Tests.Device.Runner;

/// <summary>The deployment images of the Device build, read as the firmware reads its deploy partition (nf-interpreter, ContiguousBlockAssemblies).</summary>
[Trait("Category", "NanoClr")]
public sealed class ImageTests : IDisposable
{
    // CLR_RECORD_ASSEMBLY of nanoCLR_Types.h: the marker, and where the last table ends, which is the assembly's length.
    private const int HeaderLength = 124;
    private const int TotalSizeAt = 40 + (15 * 4);
    private const string Marker = "NFMRK";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nftoken-image-");

    public static TheoryData<string> Rooms() => [.. DeviceTests.Rooms()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void HoldsTheAssembliesInTheirOrderAndNothingElse(string room)
    {
        string folder = Output(room);
        byte[][] parts = Split(File.ReadAllBytes(Path.Combine(folder, "NFUnitTest.bin")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "mscorlib.pe")), parts[0]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "nanoFramework.UnitTestLauncher.pe")), parts[^1]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "NFUnitTest.pe")), parts[^2]);
        var files = Directory.GetFiles(folder, "*.pe").Select(file => Convert.ToHexString(File.ReadAllBytes(file))).ToHashSet();
        Assert.All(parts, part => Assert.Contains(Convert.ToHexString(part), files));
        Assert.Equal(parts.Length, parts.Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void TheInterpreterRunsTheTestsOutOfAnImage()
    {
        string interpreter = Environment.GetEnvironmentVariable("NANOCLR")
            ?? throw new InvalidOperationException("NANOCLR is not set; use tests/run.sh --nanoclr");
        byte[][] parts = Split(File.ReadAllBytes(Path.Combine(Output("Nano"), "NFUnitTest.bin")));
        string[] files = [.. parts.Select((_, i) => Path.Combine(_folder.FullName, $"{i:D2}.pe"))];
        for (int i = 0; i < files.Length; i++)
        {
            File.WriteAllBytes(files[i], parts[i]);
        }

        using var process = Process.Start(new ProcessStartInfo(interpreter, files) { RedirectStandardOutput = true })!;
        string[] console = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        string[] expected = [.. DeviceTest.In(DeviceTests.Load("Nano")).Select(test => test.ToString())];
        Assert.NotEmpty(expected);
        var judge = new TestJudge();
        foreach (string line in console)
        {
            judge.Take(line);
        }

        Assert.Empty(judge.Problems(expected));
    }

    /// <summary>Assemblies one after another, each on a boundary of 4 bytes, then erased flash.</summary>
    private static byte[][] Split(byte[] image)
    {
        List<byte[]> parts = [];
        int at = 0;
        while (at + HeaderLength < image.Length && Encoding.ASCII.GetString(image, at, Marker.Length) == Marker)
        {
            int size = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(at + TotalSizeAt));
            parts.Add(image[at..(at + size)]);
            at = (at + size + 3) & ~3;
        }

        Assert.True(parts.Count > 3, "no assemblies");
        Assert.Equal(-1, image.AsSpan(at).IndexOfAnyExcept((byte)0xFF));
        return [.. parts];
    }

    private static string Output(string room, [CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "..", room, "bin", "Device", "netnano1.0");
}
