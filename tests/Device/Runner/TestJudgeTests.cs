using NfToken.Tool.Uart;
using Xunit;

namespace NfToken.Tests.Device.Runner;

public sealed class TestJudgeTests
{
    private static readonly string[] Good = ["Test passed,A.One.0,120", "Test skipped,A.Two.0,no drive", "Done."];

    [Fact]
    public void AllWell()
    {
        Assert.Empty(After(Good).Problems(["A.One.0", "A.Two.0"]));
        Assert.Empty(After(Good).Problems(2));
        Assert.Empty(After(Good).Problems((int?)null));
    }

    [Fact]
    public void StoppedEarly()
    {
        Assert.Equal(["A.Two.0: no result", "the launcher did not print 'Done.'"], After(Good[..1]).Problems(["A.One.0", "A.Two.0"]));
        Assert.Equal(["1 results, expected 2", "the launcher did not print 'Done.'"], After(Good[..1]).Problems(2));
    }

    [Fact]
    public void MissingLine()
    {
        Assert.Equal(["A.Three.0: no result"], After(Good).Problems(["A.One.0", "A.Two.0", "A.Three.0"]));
        Assert.Equal(["2 results, expected 3"], After(Good).Problems(3));
    }

    [Fact]
    public void UnknownOrDoubleLine()
    {
        Assert.Equal(["A.Two.0: not expected"], After(Good).Problems(["A.One.0"]));
        Assert.Equal(["A.One.0: two results"], After([Good[0], .. Good]).Problems(2));
    }

    [Fact]
    public void FailedTest() => Assert.Equal(["A.One.0: failed: expected 1"], After(["Test failed,A.One.0,expected 1", "Done."]).Problems(["A.One.0"]));

    [Fact]
    public void NothingIsNoSuccess() => Assert.Equal(["no test results"], After(["Done."]).Problems((int?)null));

    [Fact]
    public void ResultBehindOtherText()
    {
        TestJudge judge = After(["E (312) wifi: offTest passed,A.One.0,120", " Done. "]);
        Assert.Equal((1, true), (judge.Passed, judge.IsDone));
    }

    private static TestJudge After(IEnumerable<string> lines)
    {
        var judge = new TestJudge();
        foreach (string line in lines)
        {
            judge.Take(line);
        }

        return judge;
    }
}
