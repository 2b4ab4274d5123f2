using nanoFramework.TestFramework;

namespace NfToken.Tests.Device.Runner;

/// <summary>Tests for the adapter's own tests to run; xunit does not see them.</summary>
[TestClass]
public class Sample
{
    private readonly int _state = int.Parse("1");

    [TestMethod]
    public void UsesInstanceState() => Assert.AreEqual(1, _state);

    [TestMethod]
    public void Fails() => Assert.AreEqual(1, 2);

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void HasRows(int row) => Assert.IsTrue(row > 0);
}
