using nanoFramework.TestFramework;
using NfToken.HelloWorld;

namespace NfToken.Tests.HelloWorld;

/// <summary>Pauses between attempts.</summary>
[TestClass]
public class BackoffTests
{
    [TestMethod]
    public void DoublesLessAQuarterAtTheMost()
    {
        Backoff backoff = new(1000, 16000, [1, 2, 3]);
        int nominal = 1000;
        for (int i = 0; i < 40; i++)
        {
            int pause = backoff.Next();
            Assert.IsTrue(pause <= nominal && pause >= nominal - (nominal / 4));
            nominal = nominal < 16000 ? nominal * 2 : 16000;
        }
    }

    [TestMethod]
    public void ResetStartsOver()
    {
        Backoff backoff = new(1000, 16000, null);
        backoff.Next();
        backoff.Next();
        backoff.Next();
        backoff.Reset();
        Assert.IsTrue(backoff.Next() <= 1000);
    }

    [TestMethod]
    public void BoardsThatDifferInOneBitDoNotComeBackTogether()
    {
        Backoff one = new(1000, 300000, [0x24, 0x6F, 0x28, 0, 0, 1]);
        Backoff other = new(1000, 300000, [0x24, 0x6F, 0x28, 0, 0, 0]);
        int apart = 0;
        for (int i = 0; i < 20; i++)
        {
            apart += one.Next() == other.Next() ? 0 : 1;
        }

        Assert.IsTrue(apart > 15);
    }

    [TestMethod]
    public void NoLimitOverflows()
    {
        Backoff backoff = new(int.MaxValue / 2, int.MaxValue, [7]);
        for (int i = 0; i < 10; i++)
        {
            Assert.IsTrue(backoff.Next() > 0);
        }
    }
}
