using nanoFramework.TestFramework;
using NfToken.Cryptoki;
using NfToken.HelloWorld;

namespace NfToken.Tests.HelloWorld;

/// <summary>The lines that a board starts with.</summary>
[TestClass]
public class StartReportTests
{
    [TestMethod]
    public void TellsTimesObjectsAndRam()
    {
        FakeBoard board = new();
        StartReport report = new(board, board);
        board.Wait(700);
        report.Ready("store");
        board.Wait(40);
        report.Ready("token");
        Token token = new(new TokenParts(new MemoryStore()));
        Assert.AreEqual(CKR.CKR_OK, token.C_Initialize(null));
        report.Write(token, board);
        Assert.IsTrue(board.Said("start: store 700 ms, token 40 ms, together 740 ms"));
        Assert.IsTrue(board.Said("objects: 0"));
        Assert.IsTrue(board.Said("RAM: 61000 bytes free"));
        Assert.IsFalse(board.Said("RAM: 61000 bytes free, native"));
    }

    [TestMethod]
    public void NativeRamIsToldWhereItIsKnown()
    {
        FakeBoard board = new() { NativeFreeBytes = 90000, NativeLargestBlock = 40000 };
        StartReport.WriteMemory(board, board);
        Assert.IsTrue(board.Said("RAM: 61000 bytes free, native 90000, largest piece 40000"));
    }
}
