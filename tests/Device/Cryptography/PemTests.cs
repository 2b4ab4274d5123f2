using nanoFramework.TestFramework;
using NfToken.Certificates;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class PemTests
{
    [TestMethod]
    public void EveryByteComesBack()
    {
        byte[] der = new byte[256];
        for (int i = 0; i < der.Length; i++)
        {
            der[i] = (byte)i;
        }

        byte[] text = Pem.EncodeToBytes(Pem.PublicKey, der);
        PemBlock block = Pem.FindNext(text, 0);
        Assert.AreEqual(Pem.PublicKey, block.Label);
        Assert.AreEqual(Samples.ToHex(der), Samples.ToHex(block.Der));
        Assert.AreEqual(0, block.Start);
        Assert.IsNull(Pem.FindNext(text, block.End));
    }

    [TestMethod]
    public void EncodesAsOpenSslDoes()
    {
        byte[] der = Pem.Find(Samples.Bytes(Samples.Certificate), Pem.Certificate);
        Assert.AreEqual(Samples.Certificate, Pem.Encode(Pem.Certificate, der));
    }

    [TestMethod]
    [DataRow("-----BEGIN A-----\nAAAA\n")]
    [DataRow("-----BEGIN A-----\nAAAA\n-----END B-----\n")]
    [DataRow("-----BEGIN A-----\nAAA\n-----END A-----\n")]
    [DataRow("-----BEGIN A-----\nAA=A\n-----END A-----\n")]
    [DataRow("-----BEGIN A-----\nAB==\n-----END A-----\n")]
    [DataRow("-----BEGIN A-----\nAA*A\n-----END A-----\n")]
    [DataRow("-----BEGIN A-----\n-----END A-----\n")]
    [DataRow("-----BEGIN A")]
    public void BadBlocksAreRefused(string text) =>
        Assert.ThrowsException(typeof(EncodingException), () => Pem.FindNext(Samples.Bytes(text), 0));
}
