using System.Text;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Random calls against a model that knows which sessions are open and which objects exist with which label.</summary>
public sealed class CallSequenceTests(ITestOutputHelper output)
{
    private readonly Dictionary<uint, bool> _sessions = [];
    private readonly Dictionary<uint, ModelObject> _objects = [];

    [Fact]
    public void TheTokenDoesWhatTheModelDoes()
    {
        Random random = Seed.Start(output);
        var store = new MemoryStore();
        Token token = Make.Token(store);
        for (int step = 0; step < 20000; step++)
        {
            uint session = Pick(_sessions.Keys, random);
            uint handle = Pick(_objects.Keys, random);
            switch (random.Next(12))
            {
                case 0 when _sessions.Count < 10:
                    Open(token, random.Next(2) == 0);
                    break;
                case 1 when random.Next(3) == 0:
                    Close(token, session);
                    break;
                case 2 or 3 or 4:
                    Create(token, session, random);
                    break;
                case 5 or 6:
                    Relabel(token, session, handle, Label(random));
                    break;
                case 7:
                    Destroy(token, session, handle);
                    break;
                case 8 when random.Next(20) == 0:
                    Restart(ref token, store);
                    break;
                case 9:
                    Copy(token, session, handle, random.Next(2) == 0);
                    break;
                default:
                    Find(token, session, Label(random));
                    break;
            }
        }
    }

    private static string Label(Random random) => "label " + random.Next(6);

    private static uint Pick(ICollection<uint> handles, Random random) =>
        handles.Count == 0 || random.Next(10) == 0 ? (uint)random.Next() : handles.ElementAt(random.Next(handles.Count));

    private void Open(Token token, bool readWrite)
    {
        uint flags = CKF.CKF_SERIAL_SESSION | (readWrite ? CKF.CKF_RW_SESSION : 0);
        Assert.Equal(CKR.CKR_OK, token.C_OpenSession(CK.SlotId, flags, out uint session));
        _sessions.Add(session, readWrite);
    }

    private void Close(Token token, uint session)
    {
        Assert.Equal(_sessions.ContainsKey(session) ? CKR.CKR_OK : CKR.CKR_SESSION_HANDLE_INVALID, token.C_CloseSession(session));
        _sessions.Remove(session);
        foreach (uint gone in _objects.Where(pair => pair.Value.Owner == session).Select(pair => pair.Key).ToArray())
        {
            _objects.Remove(gone);
        }
    }

    private void Create(Token token, uint session, Random random)
    {
        bool isToken = random.Next(2) == 0;
        string label = Label(random);
        uint rv = token.C_CreateObject(session, Make.Data(label, isToken), out uint handle);
        Added(session, isToken, label, rv, handle);
    }

    private void Copy(Token token, uint session, uint source, bool isToken)
    {
        uint rv = token.C_CopyObject(session, source, [new CkAttribute(CKA.CKA_TOKEN, isToken)], out uint handle);
        if (_sessions.ContainsKey(session) && !_objects.ContainsKey(source))
        {
            Assert.Equal(CKR.CKR_OBJECT_HANDLE_INVALID, rv);
            return;
        }

        Added(session, isToken, _sessions.ContainsKey(session) ? _objects[source].Label : "", rv, handle);
    }

    private void Added(uint session, bool isToken, string label, uint rv, uint handle)
    {
        if (!_sessions.TryGetValue(session, out bool readWrite))
        {
            Assert.Equal(CKR.CKR_SESSION_HANDLE_INVALID, rv);
        }
        else if (isToken && !readWrite)
        {
            Assert.Equal(CKR.CKR_SESSION_READ_ONLY, rv);
        }
        else if (rv == CKR.CKR_DEVICE_MEMORY)
        {
            Assert.True(isToken);
        }
        else
        {
            Assert.Equal(CKR.CKR_OK, rv);
            _objects.Add(handle, new ModelObject(isToken ? 0 : session, label));
        }
    }

    private void Relabel(Token token, uint session, uint handle, string label)
    {
        uint rv = token.C_SetAttributeValue(session, handle, [new CkAttribute(CKA.CKA_LABEL, label)]);
        Assert.Equal(MayChange(session, handle), rv);
        if (rv == CKR.CKR_OK)
        {
            _objects[handle] = _objects[handle] with { Label = label };
        }
    }

    private void Destroy(Token token, uint session, uint handle)
    {
        uint rv = token.C_DestroyObject(session, handle);
        Assert.Equal(MayChange(session, handle), rv);
        if (rv == CKR.CKR_OK)
        {
            _objects.Remove(handle);
        }
    }

    private uint MayChange(uint session, uint handle) =>
        !_sessions.TryGetValue(session, out bool readWrite) ? CKR.CKR_SESSION_HANDLE_INVALID
        : !_objects.TryGetValue(handle, out ModelObject? content) ? CKR.CKR_OBJECT_HANDLE_INVALID
        : content.Owner == 0 && !readWrite ? CKR.CKR_SESSION_READ_ONLY : CKR.CKR_OK;

    private void Restart(ref Token token, MemoryStore store)
    {
        token = Make.Token(store);
        _sessions.Clear();
        foreach (uint gone in _objects.Where(pair => pair.Value.Owner != 0).Select(pair => pair.Key).ToArray())
        {
            _objects.Remove(gone);
        }
    }

    private void Find(Token token, uint session, string label)
    {
        uint rv = token.C_FindObjectsInit(session, [new CkAttribute(CKA.CKA_LABEL, Encoding.UTF8.GetBytes(label))]);
        if (!_sessions.ContainsKey(session))
        {
            Assert.Equal(CKR.CKR_SESSION_HANDLE_INVALID, rv);
            return;
        }

        Assert.Equal(CKR.CKR_OK, rv);
        uint[] found = new uint[_objects.Count + 1];
        Assert.Equal(CKR.CKR_OK, token.C_FindObjects(session, found, (uint)found.Length, out uint count));
        Assert.Equal(CKR.CKR_OK, token.C_FindObjectsFinal(session));
        Assert.Equal(
            _objects.Where(pair => pair.Value.Label == label).Select(pair => pair.Key).Order(),
            found.Take((int)count).Order());
    }

    private sealed record ModelObject(uint Owner, string Label);
}
