using NfToken.Cryptoki;
using NfToken.Rsa;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Records that no token wrote: nothing may throw, hang, or tell a private value.</summary>
public sealed class RecordFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void StrangeRecordsDoNoHarm()
    {
        Random random = Seed.Start(output);
        var good = new MemoryStore();
        using (TokenSession session = Make.Session(good))
        {
            foreach (CkAttribute[] template in new[] { Make.EcPrivateKey(), Make.EcPublicKey(), Make.RsaPrivateKey(), Make.Certificate(), Make.Data("x", true) })
            {
                session.CreateObject(template);
            }
        }

        uint[] ids = good.GetObjectIds();
        for (int round = 0; round < 3000; round++)
        {
            var store = new MemoryStore();
            uint id = ids[random.Next(ids.Length)];
            store.SaveObject(id, Mutate(good.GetObjectValue(id), random));
            UseEverything(store, id);
        }
    }

    private static byte[] Mutate(byte[] record, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return record[..random.Next(record.Length)];
            case 1:
                return [.. record, .. record[random.Next(record.Length)..]];
            default:
                for (int count = random.Next(1, 4); count > 0; count--)
                {
                    // Mostly where lengths, types and tags stand.
                    record[random.Next(random.Next(2) == 0 ? Math.Min(record.Length, 60) : record.Length)] = (byte)random.Next(256);
                }

                return record;
        }
    }

    private static void UseEverything(MemoryStore store, uint id)
    {
        var token = new Token(new TokenParts(store) { Rsa = new RsaEngine() }, out PrivateKeyExporter exporter);
        Assert.Equal(CKR.CKR_OK, token.C_Initialize(null));
        using TokenSession session = TokenSession.Open(token, true);
        for (uint type = 0; type < 0x220; type++)
        {
            var wanted = new CkAttribute(type, new byte[1024]);
            uint rv = token.C_GetAttributeValue(session.Handle, id, [wanted]);
            Assert.Contains(rv, new[] { CKR.CKR_OK, CKR.CKR_ATTRIBUTE_SENSITIVE, CKR.CKR_ATTRIBUTE_TYPE_INVALID, CKR.CKR_DEVICE_ERROR });
            if (rv != CKR.CKR_OK)
            {
                Assert.Equal(-1, wanted.Value.AsSpan().IndexOfAnyExcept((byte)0));
            }
        }

        _ = session.FindObjects([new CkAttribute(CKA.CKA_SUBJECT, "x"), new CkAttribute(CKA.CKA_LABEL, "ec")]);
        _ = token.C_CopyObject(session.Handle, id, [new CkAttribute(CKA.CKA_TOKEN, false)], out _);
        _ = token.C_SetAttributeValue(session.Handle, id, [new CkAttribute(CKA.CKA_LABEL, "y")]);
        try
        {
            _ = exporter.Export(id);
        }
        catch (CryptokiException refused)
        {
            Assert.Contains(refused.ReturnValue, new[] { CKR.CKR_DEVICE_ERROR, CKR.CKR_KEY_HANDLE_INVALID });
        }

        Assert.Contains(token.C_DestroyObject(session.Handle, id), new[] { CKR.CKR_OK, CKR.CKR_ACTION_PROHIBITED });
    }
}
