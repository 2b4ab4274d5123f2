using NfToken.Certificates;
using nanoFramework.TestFramework;
using NfToken.Cryptography;

namespace NfToken.Tests.Cryptography;

[TestClass]
public class CertificateRequestTests
{
    private const string Key = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

    /// <summary>Reads it back: what is signed stands first, then the algorithm, then the signature of the first.</summary>
    [TestMethod]
    public void IsSignedByTheCaller()
    {
        byte[] point = P256.PublicFromPrivate(Samples.FromHex(Key));
        CertificateRequest request = new CertificateRequest(PublicKeyInfo.FromPoint(point)) { CommonName = "board", DnsNames = ["board.example"] };
        DerReader reader = new DerReader(request.ToDer(new Signer()));
        DerReader parts = reader.EnterSequence();
        reader.End();
        byte[] info = parts.ReadEncoded();
        Assert.AreEqual(Oid.EcdsaWithSha256, parts.EnterSequence().ReadOid());
        byte[] signature = Ecdsa.FromDer(parts.ReadBitString());
        parts.End();
        Assert.IsTrue(Ecdsa.Verify(point, Sha256.Hash(info), signature));
    }

    private sealed class Signer : IRequestSigner
    {
        public byte[] Sign(byte[] message) => Ecdsa.ToDer(Ecdsa.Sign(Samples.FromHex(Key), Sha256.Hash(message), null));
    }
}
