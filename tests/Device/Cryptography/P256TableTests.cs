using System;
using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class P256TableTests
{
    /// <summary>The same public key, signature and answer with each size of the comb's table; signatures with randomness are blinded.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(2048)]
    [DataRow(4096)]
    [DataRow(8192)]
    public void TablesOfAllSizes(int bytes)
    {
        byte[] d = Samples.FromHex(Samples.Scalar);
        byte[] hash = Sha256.Hash(d);
        byte[] point = new byte[P256.PointLength + 2];
        byte[] signature = new byte[Ecdsa.SignatureLength];
        try
        {
            P256.TableBytes = bytes;
            Assert.AreEqual(bytes, P256.TableBytes);
            P256.PublicFromPrivate(d, point, 1);
            Assert.AreEqual("00" + Samples.Point + "00", Samples.ToHex(point));
            for (int i = 0; i < 3; i++)
            {
                byte[] entropy = new byte[32];
                entropy[0] = (byte)i;
                Ecdsa.Sign(d, hash, entropy, signature, 0);
                Assert.IsTrue(Ecdsa.Verify(Samples.FromHex(Samples.Point), hash, signature));
            }
        }
        finally
        {
            P256.TableBytes = 4096;
            P256.Release();
        }
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(1024)]
    public void OtherSizesAreRefused(int bytes) =>
        Assert.ThrowsException(typeof(ArgumentException), () => P256.TableBytes = bytes);

    /// <summary>2 and n - 2, for which the window method is not made: X of 2·G.</summary>
    [TestMethod]
    [DataRow("0000000000000000000000000000000000000000000000000000000000000002")]
    [DataRow("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC63254F")]
    public void AgreementBeyondTheWindows(string d)
    {
        byte[] one = new byte[32];
        one[31] = 1;
        Assert.AreEqual("7CF27B188D034F7E8A52380304B51AC3C08969E277F21B35A60B48FC47669978", Samples.ToHex(P256.Agree(Samples.FromHex(d), P256.PublicFromPrivate(one))));
    }
}
