using nanoFramework.TestFramework;
using NfToken.Pal;
using NfToken.Pal.Nano;

namespace NfToken.Tests.Nano;

/// <summary>Socket errors in words; above all, what the first read after a handshake tells.</summary>
[TestClass]
public class SocketFailureTests
{
    [TestMethod]
    [DataRow(10060, (int)TlsError.Timeout)]
    [DataRow(10061, (int)TlsError.Unreachable)]
    [DataRow(10065, (int)TlsError.Unreachable)]
    [DataRow(10054, (int)TlsError.ConnectionLost)]
    [DataRow(10055, (int)TlsError.OutOfMemory)]
    [DataRow(10024, (int)TlsError.OutOfMemory)]
    [DataRow(1, (int)TlsError.Identity)]
    public void EachCodeIsAnError(int code, int error) => Assert.AreEqual(error, (int)SocketFailure.Explain(code, TlsError.Identity).Error);

    [TestMethod]
    [DataRow(10054)]
    [DataRow(10053)]
    [DataRow(10035)]
    [DataRow(0)]
    public void TheFirstReadSoonAfterTheHandshakeIsTheServersAnswer(int code)
    {
        TlsException explained = SocketFailure.ExplainRead(code, true, 120);
        Assert.AreEqual((int)TlsError.ClientCertificateRefused, (int)explained.Error);
        Assert.StartsWith("server hung up 120 ms after the handshake", explained.Message);
    }

    [TestMethod]
    [DataRow(10060, true, 120, (int)TlsError.Timeout)]
    [DataRow(10050, true, 120, (int)TlsError.Unreachable)]
    [DataRow(10051, true, 120, (int)TlsError.Unreachable)]
    [DataRow(10055, true, 120, (int)TlsError.OutOfMemory)]
    [DataRow(10054, true, 60000, (int)TlsError.ConnectionLost)]
    [DataRow(10054, false, 120, (int)TlsError.ConnectionLost)]
    [DataRow(0, false, 120, (int)TlsError.ConnectionLost)]
    public void AnyOtherFailureIsWhatItIs(int code, bool isFirst, int age, int error) =>
        Assert.AreEqual(error, (int)SocketFailure.ExplainRead(code, isFirst, age).Error);
}
