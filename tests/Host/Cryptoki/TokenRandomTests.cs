using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>The token over the true generator, whose seed lies in the token's own store.</summary>
public sealed class TokenRandomTests
{
    [Fact]
    public void NoKeyComesTwice()
    {
        MemoryStore store = Seeded();
        HashSet<string> points = [];
        for (int start = 0; start < 5; start++)
        {
            using TokenSession session = Open(store);
            for (int i = 0; i < 4; i++)
            {
                session.GenerateKeyPair("x", false, out uint publicKey);
                Assert.True(points.Add(Convert.ToHexString(session.GetAttribute(publicKey, CKA.CKA_EC_POINT))));
            }
        }
    }

    [Fact]
    public void WithoutASeedThereIsNoKeyButSignatures()
    {
        var store = new MemoryStore();
        using TokenSession session = Open(store);
        uint key = session.CreateObject(Make.EcPrivateKey());
        CryptokiException refused = Assert.Throws<CryptokiException>(() => session.GenerateKeyPair("x", true, out uint _));
        Assert.Equal(CKR.CKR_RANDOM_NO_RNG, refused.ReturnValue);
        Assert.Contains("CKR_RANDOM_NO_RNG", refused.Message);
        Assert.Equal(64, session.Sign(new CkMechanism(CKM.CKM_ECDSA), key, Crypto.Count(32)).Length);
        Assert.Single(session.FindObjects([]));
    }

    [Fact]
    public void AStoreThatFailsIsNamed()
    {
        MemoryStore store = Seeded();
        using TokenSession session = Open(store);
        store.IsBroken = true;
        CryptokiException refused = Assert.Throws<CryptokiException>(() => session.GenerateRandom(8));
        Assert.Equal(CKR.CKR_DEVICE_ERROR, refused.ReturnValue);
        Assert.Equal("no answer", refused.StoreError?.Message);
    }

    private static MemoryStore Seeded()
    {
        var store = new MemoryStore();
        byte[] seed = new byte[SystemRecord.SeedLength];
        new Random(1).NextBytes(seed);
        store.SaveObject(SystemRecord.Seed, seed);
        return store;
    }

    private static TokenSession Open(ObjectStore store) =>
        Crypto.Open(new TokenParts(store) { Random = new RandomGenerator([], store, null, null) });
}
