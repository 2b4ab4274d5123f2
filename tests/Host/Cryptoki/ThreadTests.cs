using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Any thread may call at any time.</summary>
public sealed class ThreadTests
{
    [Fact]
    public void ThreadsDoNotDisturbEachOther()
    {
        var store = new MemoryStore();
        Token token = Make.Token(store);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            for (int i = 0; i < 200; i++)
            {
                using TokenSession session = TokenSession.Open(token, true);
                string label = $"{thread}/{i}";
                uint stored = session.CreateObject(Make.Data(label, true));
                uint own = session.CreateObject(Make.Data(label, false));
                Assert.Equal([stored, own], session.FindObjects(CKO.CKO_DATA, label));
                session.SetAttributes(stored, [new CkAttribute(CKA.CKA_VALUE, [(byte)thread])]);
                Assert.Equal([(byte)thread], session.GetAttribute(stored, CKA.CKA_VALUE));
                session.DestroyObject(stored);
            }
        });
        Assert.Empty(store.GetObjectIds());
    }
}
