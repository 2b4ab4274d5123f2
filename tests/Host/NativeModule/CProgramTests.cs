using System.Diagnostics;
using Xunit;

namespace NfToken.Tests.Host.NativeModule;

/// <summary>What only a C program can do to the library: module_test.c.</summary>
public sealed class CProgramTests : IClassFixture<CProgramTests.CProgram>
{
    private readonly string _program;

    /// <summary>Takes the compiled program.</summary>
    public CProgramTests(CProgram program)
    {
        _program = program.Path;
    }

    [Theory]
    [InlineData("pointers", "ESP32_REV0")]
    [InlineData("words", "ESP32_REV0")]
    [InlineData("turns", "ESP32_REV0")]
    [InlineData("turns", "ESP32_REV0/stock")]
    [InlineData("threads", "ESP32_REV0")]
    [InlineData("forks", "ESP32_REV0")]
    public void Passes(string check, string board)
    {
        using Programs programs = new(board);
        Assert.Equal(string.Empty, programs.Run(_program, Module.Library, check));
    }

    [Theory]
    [InlineData("ESP32_REV0")]
    [InlineData("ESP32_REV0/stock")]
    public void ProcessesShareABoard(string board)
    {
        const int Count = 4;
        using Programs programs = new(board);
        Process[] all = [.. Enumerable.Range(0, Count).Select(i => programs.Start(_program, Module.Library, "process", $"{i}"))];
        foreach (var process in all)
        {
            Assert.Equal((0, string.Empty), Programs.Await(process));
            process.Dispose();
        }

        // The board's own programs find the four objects that each has left.
        string objects = Tool.NfTokenProcess.Run("objects", programs.Image, "--json").Succeeds().Output;
        Assert.Equal(4 * Count, objects.Split("\"process ").Length - 1);
    }

    [Fact]
    public void NextProgramGoesOnAfterAKilledOne()
    {
        using Programs programs = new();
        for (int round = 0; round < 8; round++)
        {
            using var process = programs.Start(_program, Module.Library, "endless");
            for (int i = 0; i < 3 + (5 * round); i++)
            {
                Assert.Equal('.', process.StandardOutput.Read());
            }

            process.Kill();
            process.WaitForExit();
        }

        Assert.Equal(string.Empty, programs.Run(_program, Module.Library, "turns"));
        _ = Tool.NfTokenProcess.Run("objects", programs.Image, "--json").Succeeds();
    }

    [Fact]
    public void ModuleWaitsForAProgramThatHasTheBoardAlone()
    {
        using Programs programs = new();
        _ = programs.Run(_program, Module.Library, "words");
        Process module;
        using (Pal.Simulator.SimulatedBoard.Open(programs.Image))
        {
            module = programs.Start(_program, Module.Library, "turns");
            Assert.False(module.WaitForExit(500));
        }

        Assert.Equal((0, string.Empty), Programs.Await(module));
        module.Dispose();
    }

    /// <summary>The program, compiled once.</summary>
    public sealed class CProgram : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nftoken-c-");

        /// <summary>Compiles it.</summary>
        public CProgram()
        {
            using var compiler = Process.Start(
                "gcc",
                ["-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-strict-prototypes", "-pthread",
                    "-I", System.IO.Path.Combine(Module.Top, "firmware/NativeModule/Front"),
                    System.IO.Path.Combine(Module.Top, "tests/Host/NativeModule/module_test.c"), "-o", Path, "-ldl"]);
            compiler.WaitForExit();
            Assert.Equal(0, compiler.ExitCode);
        }

        /// <summary>Where it is.</summary>
        public string Path => System.IO.Path.Combine(_folder.FullName, "module_test");

        /// <inheritdoc/>
        public void Dispose() => _folder.Delete(recursive: true);
    }
}
