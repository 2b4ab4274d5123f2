using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace NfToken.Tests.Host.NativeFlash;

/// <summary>
/// The C++ of <c>pal/Nano/native</c>, compiled without a warning against stand-ins for the headers of nf-interpreter and ESP-IDF, and run over parts in RAM
/// that fail when they are told to.
/// </summary>
public sealed class NativeSourcesTests
{
    private const string Flags = "-std=c++17 -Wall -Wextra -Wundef -Wshadow -Werror -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all";

    [Theory]
    [InlineData("block_storage_test.cpp", "FlashBlocks_BlockStorage.cpp", "")]
    [InlineData("block_storage_test.cpp", "FlashBlocks_BlockStorage.cpp", "stm32f4")]
    [InlineData("block_storage_test.cpp", "FlashBlocks_BlockStorage.cpp", "stm32f7")]
    [InlineData("esp32_test.cpp", "FlashBlocks_Esp32.cpp", "")]
    [InlineData("interop_test.cpp", "NfToken_Pal_NanoFlash.cpp NfToken_Pal_NanoFlash_NativeFlash.cpp", "")]
    public void CompilesAndPasses(string test, string sources, string platform)
    {
        string folder = Path.Combine(Folder(), "native");
        string native = NativeSources.Folder;
        string program = Path.Combine(Path.GetTempPath(), $"nftoken-{Guid.NewGuid():N}");
        try
        {
            string[] arguments =
            [
                .. Flags.Split(' '), "-I", Path.Combine(folder, "stand-ins"), "-I", folder, "-I", native,
                .. platform.Length == 0 ? Array.Empty<string>() : ["-I", Path.Combine(folder, platform)],
                Path.Combine(folder, test), .. sources.Split(' ').Select(name => Path.Combine(native, name)), "-o", program,
            ];
            (int status, string output) = Run("g++", arguments);
            Assert.True(status == 0, output);
            (status, output) = Run(program, []);
            Assert.True(status == 0, output);
        }
        finally
        {
            File.Delete(program);
        }
    }

    private static (int Status, string Output) Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
