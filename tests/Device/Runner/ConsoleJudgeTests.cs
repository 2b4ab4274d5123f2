using Xunit;

namespace NfToken.Tests.Device.Runner;

public sealed class ConsoleJudgeTests
{
    private static readonly string[] Good = ["Test passed,A.One.0,120", "Test skipped,A.Two.0,no drive", "Done."];

    [Fact]
    public void AllWell() => Assert.Empty(ConsoleJudge.Problems(Good, ["A.One.0", "A.Two.0"]));

    [Fact]
    public void StoppedEarly() =>
        Assert.Equal(["A.Two.0: no result", "the launcher did not print 'Done.'"], ConsoleJudge.Problems(Good[..1], ["A.One.0", "A.Two.0"]));

    [Fact]
    public void MissingLine() => Assert.Equal(["A.Three.0: no result"], ConsoleJudge.Problems(Good, ["A.One.0", "A.Two.0", "A.Three.0"]));

    [Fact]
    public void FailedTest() =>
        Assert.Equal(["A.One.0: failed: expected 1"], ConsoleJudge.Problems(["Test failed,A.One.0,expected 1", "Done."], ["A.One.0"]));
}
