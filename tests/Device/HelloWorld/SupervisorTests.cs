using System;
using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.HelloWorld;
using NfToken.Pal;

namespace NfToken.Tests.HelloWorld;

/// <summary>A board finds its way back from every failure, and needs no restart for it.</summary>
[TestClass]
public class SupervisorTests
{
    [TestMethod]
    public void NetworkTimeAndJobOnce()
    {
        FakeBoard board = new();
        board.Supervisor().Run(board, -1);
        Assert.AreEqual(1, board.Connects);
        Assert.AreEqual(1, board.Requests);
        Assert.AreEqual(1, board.Jobs);
        Assert.AreEqual(0, board.Pauses.Length);
        Assert.IsTrue(board.Said("network: 10.0.0.7"));
        Assert.IsTrue(board.Said("time: 2026-06-01 00:00:00Z"));
    }

    [TestMethod]
    public void ATimeThatIsSetIsNotAskedFor()
    {
        FakeBoard board = new() { IsSet = true };
        board.Supervisor().Run(board, -1);
        Assert.AreEqual(0, board.Requests);
        Assert.AreEqual(1, board.Jobs);
    }

    [TestMethod]
    public void LostNetworkIsJoinedAgain()
    {
        FakeBoard board = new() { NetworkFailures = 3 };
        board.Supervisor().Run(board, -1);
        Assert.AreEqual(4, board.Connects);
        Assert.AreEqual(1, board.Jobs);
        Assert.AreEqual(3, board.Pauses.Length);
        Assert.IsTrue(board.Said("failed: network: no such Wi-Fi"));
        Assert.IsTrue(board.Said("next attempt in "));
    }

    [TestMethod]
    public void LostBrokerStartsFromTheNetworkOn()
    {
        FakeBoard board = new() { JobFailures = 2 };
        board.Supervisor().Run(board, -1);
        Assert.AreEqual(3, board.Connects);
        Assert.AreEqual(3, board.Jobs);
        Assert.AreEqual(1, board.Requests);
    }

    [TestMethod]
    public void WithoutTheTimeNoJobIsTried()
    {
        FakeBoard board = new() { TimeDelay = -1, PausesLeft = 2 };
        Assert.ThrowsException(typeof(InvalidOperationException), () => board.Supervisor().Run(board, -1));
        Assert.AreEqual(0, board.Jobs);
        Assert.AreEqual(3, board.Requests);
        Assert.IsTrue(board.Said("failed: the clock is not set, no answer by SNTP in 60 s, and in 1970 no certificate can be checked"));
    }

    [TestMethod]
    public void TheTimeMayComeLate()
    {
        FakeBoard board = new() { TimeDelay = 75000 };
        board.Supervisor().Run(board, -1);
        Assert.AreEqual(2, board.Requests);
        Assert.AreEqual(1, board.Jobs);
    }

    [TestMethod]
    public void PausesGrowUpToTheLimitAndStayThere()
    {
        FakeBoard board = new() { IsSet = true, JobFailures = 1000, PausesLeft = 20 };
        Assert.ThrowsException(typeof(InvalidOperationException), () => board.Supervisor().Run(board, -1));
        int[] pauses = board.Pauses;
        Assert.AreEqual(21, pauses.Length);
        Assert.IsTrue(pauses[0] >= 3000 && pauses[0] <= 4000);
        for (int i = 5; i < pauses.Length; i++)
        {
            Assert.IsTrue(pauses[i] >= 45000 && pauses[i] <= 60000);
        }
    }

    [TestMethod]
    public void AfterALongGoodTimePausesAreShortAgain()
    {
        FakeBoard board = new() { IsSet = true, JobFailures = 10, JobTime = 60000 };
        board.Supervisor().Run(board, -1);
        int[] pauses = board.Pauses;
        Assert.AreEqual(10, pauses.Length);
        for (int i = 0; i < pauses.Length; i++)
        {
            Assert.IsTrue(pauses[i] <= 4000);
        }
    }

    [TestMethod]
    public void RepeatsForEverWhereToldTo()
    {
        FakeBoard board = new() { IsSet = true, PausesLeft = 5 };
        Assert.ThrowsException(typeof(InvalidOperationException), () => board.Supervisor().Run(board, 30000));
        Assert.AreEqual(6, board.Jobs);
        Assert.AreEqual(30000, board.Pauses[4]);
        Assert.IsTrue(board.Said("again in 30 s"));
    }

    [TestMethod]
    public void WhatIsMissingIsSaidOnceAndNothingIsTriedBefore()
    {
        FakeBoard board = new() { Missing = "not provisioned", Changes = 3, Hasty = 4 };
        Supervisor supervisor = board.Supervisor();
        supervisor.Readiness = board;
        supervisor.Run(board, -1);
        Assert.AreEqual(1, board.Connects);
        Assert.AreEqual(1, board.Jobs);
        Assert.AreEqual(0, board.Changes);
        Assert.IsTrue(board.Said("waiting: not provisioned"));
        Assert.AreEqual(3, board.LinesSaid);
    }

    [TestMethod]
    public void AChangeEndsAPauseAndPausesAreShortAgain()
    {
        FakeBoard board = new() { IsSet = true, JobFailures = 6, WakeUps = 6 };
        board.Supervisor().Run(board, -1);
        Assert.AreEqual(7, board.Jobs);
        int[] pauses = board.Pauses;
        for (int i = 0; i < pauses.Length; i++)
        {
            Assert.IsTrue(pauses[i] <= 4000);
        }
    }

    [TestMethod]
    public void NoExceptionEndsIt()
    {
        AssertSurvives(new TlsException(TlsError.Timeout, "mute"), "failed: mute");
        AssertSurvives(new StoreException(StoreError.Device, "no answer"), "failed: store: no answer");
        AssertSurvives(new RandomException(RandomError.NoSource, "none", null), "failed: randomness: none");
        AssertSurvives(new InvalidOperationException("odd"), "failed: InvalidOperationException odd");
        AssertSurvives(new NullReferenceException(), "failed: NullReferenceException");
#pragma warning disable CA2201 // The runtime's own exception is what is to be played.
        AssertSurvives(new OutOfMemoryException(), "failed: out of memory");
#pragma warning restore CA2201
    }

    private static void AssertSurvives(Exception exception, string line)
    {
        FakeBoard board = new() { JobException = exception };
        board.Supervisor().Run(board, -1);
        Assert.AreEqual(2, board.Jobs);
        Assert.IsTrue(board.Said(line));
    }
}
