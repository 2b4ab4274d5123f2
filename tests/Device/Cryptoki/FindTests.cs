using nanoFramework.TestFramework;
using NfToken.Cryptoki;

namespace NfToken.Tests.Cryptoki;

/// <summary>C_FindObjectsInit, C_FindObjects, C_FindObjectsFinal.</summary>
[TestClass]
public class FindTests
{
    [TestMethod]
    public void StatesAreChecked()
    {
        TokenSession session = Make.Session(new MemoryStore());
        Token token = session.Token;
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_FindObjects(session.Handle, new uint[1], 1, out uint _));
        Assert.AreEqual(CKR.CKR_OPERATION_NOT_INITIALIZED, token.C_FindObjectsFinal(session.Handle));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_FindObjectsInit(session.Handle, [null]));
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjectsInit(session.Handle, null));
        Assert.AreEqual(CKR.CKR_OPERATION_ACTIVE, token.C_FindObjectsInit(session.Handle, null));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_FindObjects(session.Handle, null, 1, out uint _));
        Assert.AreEqual(CKR.CKR_ARGUMENTS_BAD, token.C_FindObjects(session.Handle, new uint[1], 2, out uint _));
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjects(session.Handle, new uint[1], 1, out uint count));
        Assert.AreEqual(0u, count);
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjectsFinal(session.Handle));
        Assert.AreEqual(CKR.CKR_OK, token.C_FindObjectsInit(session.Handle, []));
    }

    [TestMethod]
    public void ResultsComeInPortions()
    {
        TokenSession session = Make.Session(new MemoryStore());
        Token token = session.Token;
        uint[] made = new uint[5];
        for (int i = 0; i < made.Length; i++)
        {
            made[i] = session.CreateObject(Make.Data("x", i < 4));
        }

        uint[] some = new uint[2];
        token.C_FindObjectsInit(session.Handle, null);
        for (int i = 0; i < 4; i += 2)
        {
            Assert.AreEqual(CKR.CKR_OK, token.C_FindObjects(session.Handle, some, 2, out uint two));
            Assert.AreEqual(2u, two);
            Assert.AreEqual(made[i], some[0]);
            Assert.AreEqual(made[i + 1], some[1]);
        }

        token.C_FindObjects(session.Handle, some, 2, out uint count);
        Assert.AreEqual(1u, count);
        Assert.AreEqual(made[4], some[0]);
        token.C_FindObjects(session.Handle, some, 2, out count);
        Assert.AreEqual(0u, count);
    }

    [TestMethod]
    public void DestroyedObjectsDoNotComeUp()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint first = session.CreateObject(Make.Data("x", true));
        uint second = session.CreateObject(Make.Data("x", true));
        session.Token.C_FindObjectsInit(session.Handle, null);
        session.DestroyObject(first);
        uint[] found = new uint[2];
        session.Token.C_FindObjects(session.Handle, found, 2, out uint count);
        Assert.AreEqual(1u, count);
        Assert.AreEqual(second, found[0]);
        Assert.AreEqual(CKR.CKR_OBJECT_HANDLE_INVALID, session.Token.C_DestroyObject(session.Handle, first));
    }

    [TestMethod]
    public void EveryAttributeCanBeAskedFor()
    {
        TokenSession session = Make.Session(new MemoryStore());
        uint data = session.CreateObject(Make.With(Make.Data("x", true), new CkAttribute(CKA.CKA_APPLICATION, "app")));
        uint key = session.CreateObject(Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_ID, [5])));
        uint own = session.CreateObject(Make.Data("x", false));
        AssertFinds(session, new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY), key);
        AssertFinds(session, new CkAttribute(CKA.CKA_ID, [5]), key);
        AssertFinds(session, new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC), key);
        AssertFinds(session, new CkAttribute(CKA.CKA_SIGN, true), key);
        AssertFinds(session, new CkAttribute(CKA.CKA_PRIVATE, true), key);
        AssertFinds(session, new CkAttribute(CKA.CKA_APPLICATION, "app"), data);
        AssertFinds(session, new CkAttribute(CKA.CKA_TOKEN, false), own);
        Assert.AreEqual(2, session.FindObjects([new CkAttribute(CKA.CKA_TOKEN, true)]).Length);
        Assert.AreEqual(2, session.FindObjects(CKO.CKO_DATA, "x").Length);
        Assert.AreEqual(0, session.FindObjects(CKO.CKO_DATA, "X").Length);
        Assert.AreEqual(0, session.FindObjects(CKO.CKO_PRIVATE_KEY, "x").Length);
        Assert.AreEqual(0, session.FindObjects([new CkAttribute(CKA.CKA_CLASS, [3])]).Length);
        Assert.AreEqual(0, session.FindObjects([new CkAttribute(CKA.CKA_CLASS, 0u), new CkAttribute(CKA.CKA_CLASS, 3u)]).Length);
        Assert.AreEqual(0, session.FindObjects([new CkAttribute(0x5555, [3])]).Length);
    }

    [TestMethod]
    public void SecretsCannotBeGuessedBySearching()
    {
        TokenSession session = Make.Session(new MemoryStore());
        CkAttribute[] template = Make.EcPrivateKey();
        session.CreateObject(template);
        Assert.AreEqual(0, session.FindObjects([template[5]]).Length);
        Assert.AreEqual(0, session.FindObjects([new CkAttribute(CKA.CKA_VALUE, (byte[])null)]).Length);
    }

    [TestMethod]
    public void SearchesOfSessionsAreSeparate()
    {
        TokenSession one = Make.Session(new MemoryStore());
        using TokenSession two = TokenSession.Open(one.Token, false);
        one.CreateObject(Make.Data("x", true));
        one.Token.C_FindObjectsInit(one.Handle, null);
        Assert.AreEqual(1, two.FindObjects([]).Length);
        Assert.AreEqual(CKR.CKR_OK, one.Token.C_FindObjectsFinal(one.Handle));
    }

    [TestMethod]
    public void FindingByLabelReadsOneRecordOfSix()
    {
        MemoryStore store = new MemoryStore();
        TokenSession session = Make.Session(store);
        for (int i = 0; i < 6; i++)
        {
            session.CreateObject(Make.Data("object " + i.ToString(), true));
        }

        store.Reads = 0;
        uint found = session.FindObject(CKO.CKO_DATA, "object 3");
        Assert.AreEqual("010203", Make.Hex(session.GetAttribute(found, CKA.CKA_VALUE)));
        Assert.AreEqual(1, store.Reads);
        session.FindObject(CKO.CKO_DATA, "none");
        Assert.AreEqual(1, store.Reads);
    }

    [TestMethod]
    public void LabelsWithOneHashAreToldApart()
    {
        // FNV-1a of both is 0x013D9BB0: found by trying.
        TokenSession session = Make.Session(new MemoryStore());
        uint one = session.CreateObject(Make.Data("EB0B5B6C", true));
        uint two = session.CreateObject(Make.Data("62FE73EE", true));
        Assert.AreEqual(1, session.FindObjects(CKO.CKO_DATA, "EB0B5B6C").Length);
        Assert.AreEqual(one, session.FindObject(CKO.CKO_DATA, "EB0B5B6C"));
        Assert.AreEqual(two, session.FindObject(CKO.CKO_DATA, "62FE73EE"));
    }

    private static void AssertFinds(TokenSession session, CkAttribute attribute, uint handle)
    {
        uint[] found = session.FindObjects([attribute]);
        Assert.AreEqual(1, found.Length, attribute.Type.ToString("X"));
        Assert.AreEqual(handle, found[0]);
    }
}
