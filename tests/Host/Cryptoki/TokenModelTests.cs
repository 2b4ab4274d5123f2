using System.Security.Cryptography;
using System.Text;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Random walks through log-in, sessions, objects and operations: the token answers as <see cref="TokenModel"/> says.</summary>
public sealed partial class TokenModelTests(ITestOutputHelper output)
{
    private static readonly string[] _pins = ["1234", "so-secret", "abc", "", "a PIN of which nobody thought before", new string('x', 65)];

    private readonly MemoryStore _store = new();
    private readonly HashSet<uint> _seen = [];
    private TokenModel _model = new();
    private Token _token = null!;
    private Random _random = null!;

    [Fact]
    public void TheTokenDoesAsTheStandardSays()
    {
        _random = Seed.Start(output);
        for (int walk = 0; walk < Seed.Cases(40, 1000); walk++)
        {
            _store.Wipe();
            _model = new TokenModel();
            _token = StartToken();
            for (int step = 0; step < 3000; step++)
            {
                Step();
                CheckStates();
            }
        }

        // A walk that never gets anywhere would agree with any model.
        foreach (uint expected in new[]
        {
            CKR.CKR_OK, CKR.CKR_PIN_INCORRECT, CKR.CKR_PIN_LEN_RANGE, CKR.CKR_PIN_LOCKED, CKR.CKR_SESSION_EXISTS, CKR.CKR_SESSION_READ_ONLY,
            CKR.CKR_SESSION_READ_ONLY_EXISTS, CKR.CKR_SESSION_READ_WRITE_SO_EXISTS, CKR.CKR_USER_ALREADY_LOGGED_IN,
            CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, CKR.CKR_USER_NOT_LOGGED_IN, CKR.CKR_USER_PIN_NOT_INITIALIZED, CKR.CKR_OBJECT_HANDLE_INVALID,
            CKR.CKR_KEY_HANDLE_INVALID, CKR.CKR_KEY_TYPE_INCONSISTENT, CKR.CKR_OPERATION_ACTIVE, CKR.CKR_OPERATION_NOT_INITIALIZED,
            CKR.CKR_BUFFER_TOO_SMALL, CKR.CKR_SIGNATURE_INVALID, CKR.CKR_SIGNATURE_LEN_RANGE,
        })
        {
            Assert.True(_seen.Contains(expected), "never came to " + ReturnValueName.Of(expected));
        }
    }

    private void Step()
    {
        uint session = Pick(_model.Sessions.Keys);
        uint handle = Pick(_model.Objects.Keys);
        switch (_random.Next(30))
        {
            case 0 or 1:
                Open(_random.Next(3) != 0);
                break;
            case 2 when _random.Next(2) == 0:
                Expect(_model.Close(session), _token.C_CloseSession(session));
                break;
            case 3 when _random.Next(20) == 0:
                _model.CloseAll();
                Expect(CKR.CKR_OK, _token.C_CloseAllSessions(CK.SlotId));
                break;
            case 4:
                InitToken();
                break;
            case 5 or 6 or 7:
                Login(session);
                break;
            case 8 when _random.Next(2) == 0:
                Expect(_model.Logout(session), _token.C_Logout(session));
                break;
            case 9 or 10:
                string pin = _pins[_random.Next(_pins.Length)];
                Expect(_model.InitPin(session, pin), _token.C_InitPIN(session, Bytes(pin)));
                break;
            case 11:
                string oldPin = SomePin(CKU.CKU_USER);
                string newPin = _pins[_random.Next(_pins.Length)];
                Expect(_model.SetPin(session, oldPin, newPin), _token.C_SetPIN(session, Bytes(oldPin), Bytes(newPin)));
                break;
            case 12 or 13 or 14:
                Create(session);
                break;
            case 15:
                Expect(_model.Destroy(session, handle), _token.C_DestroyObject(session, handle));
                break;
            case 16:
                Expect(_model.Read(session, handle), _token.C_GetObjectSize(session, handle, out _));
                break;
            case 17:
                FindInit(session);
                break;
            case 18 or 19:
                Find(session);
                break;
            case 20 or 21 or 22:
                Start(session, _random.Next(3), handle);
                break;
            case 23 or 24:
                Update(session, _random.Next(3));
                break;
            case 25 or 26 or 27:
                End(session, _random.Next(3));
                break;
            case 28 when _random.Next(10) == 0:
                Restart();
                break;
            case 29 when _random.Next(3) == 0:
                ElseWhere();
                break;
        }
    }

    private void CheckStates()
    {
        Assert.Equal(CKR.CKR_OK, _token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info));
        Assert.Equal(_model.Flags, info.Flags);
        Assert.Equal(_model.Label, info.Label);
        Assert.Equal((uint)_model.Sessions.Count, info.SessionCount);
        foreach ((uint handle, ModelSession session) in _model.Sessions)
        {
            Assert.Equal(CKR.CKR_OK, _token.C_GetSessionInfo(handle, out CkSessionInfo state));
            Assert.Equal(_model.StateOf(session), state.State);
        }
    }

    private void Expect(uint expected, uint rv)
    {
        Assert.Equal(ReturnValueName.Of(expected), ReturnValueName.Of(rv));
        _seen.Add(rv);
    }

    private uint Pick(ICollection<uint> handles) =>
        handles.Count == 0 || _random.Next(12) == 0 ? (uint)_random.Next() : handles.ElementAt(_random.Next(handles.Count));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    // Mostly right, or nothing would ever happen.
    private string SomePin(uint user) => _random.Next(3) != 0 ? _model.PinOf(user) : _pins[_random.Next(_pins.Length)];

    private void Open(bool readWrite)
    {
        if (_model.Sessions.Count == 6)
        {
            return;
        }

        uint rv = _token.C_OpenSession(CK.SlotId, readWrite ? Pins.ReadWrite : Pins.Serial, out uint session);
        Expect(_model.Open(readWrite), rv);
        if (rv == CKR.CKR_OK)
        {
            _model.Sessions.Add(session, new ModelSession(readWrite));
        }
    }

    private void InitToken()
    {
        // The security officer's PIN may only go wrong so often before a walk is at its end.
        string pin = _model.CanLogin(CKU.CKU_SO) && _random.Next(20) != 0 ? _model.PinOf(CKU.CKU_SO) : _pins[_random.Next(_pins.Length)];
        string label = "label " + _random.Next(5);
        if (_model.Sessions.Count == 0 || _random.Next(10) == 0)
        {
            Expect(_model.InitToken(pin, label), _token.C_InitToken(CK.SlotId, Bytes(pin), Bytes(label)));
        }
    }

    private void Login(uint session)
    {
        uint user = _random.Next(20) == 0 ? (uint)_random.Next(2, 5) : (uint)_random.Next(2);
        bool guesses = user != CKU.CKU_SO || _random.Next(10) == 0;
        string pin = guesses && user <= CKU.CKU_USER ? SomePin(user) : _model.PinOf(CKU.CKU_SO);

        // Now and then somebody tries until it locks.
        for (int i = _random.Next(40) == 0 && user == CKU.CKU_USER ? 11 : 1; i > 0; i--)
        {
            string tried = i > 1 ? "wrong" : pin;
            Expect(_model.Login(session, user, tried), _token.C_Login(session, user, Bytes(tried)));
        }
    }

    private void Create(uint session)
    {
        bool isToken = _random.Next(2) == 0;
        bool isPrivate = _random.Next(2) == 0;
        CkAttribute[] template = _random.Next(3) switch
        {
            0 => Make.EcPrivateKey(),
            1 => Make.EcPublicKey(),
            _ => Make.Data("x", true),
        };
        Assert.True(template[0].Type == CKA.CKA_CLASS);
        uint objectClass = BitConverter.ToUInt32(template[0].Value);
        template = Make.Replace(template, new CkAttribute(CKA.CKA_TOKEN, isToken));
        if (objectClass != CKO.CKO_PRIVATE_KEY || !isPrivate)
        {
            // A private key is private where nothing is said.
            template = Make.With(template, new CkAttribute(CKA.CKA_PRIVATE, isPrivate));
        }

        if (_model.Objects.Count == 20)
        {
            return;
        }

        uint rv = _token.C_CreateObject(session, template, out uint handle);
        Expect(_model.Create(session, isToken, isPrivate), rv);
        if (rv == CKR.CKR_OK)
        {
            _model.Objects.Add(handle, new ModelObject(isToken ? 0 : session, isPrivate, objectClass));
        }
    }

    private void FindInit(uint session)
    {
        uint rv = _token.C_FindObjectsInit(session, null);
        if (!_model.Sessions.TryGetValue(session, out ModelSession? found))
        {
            Expect(CKR.CKR_SESSION_HANDLE_INVALID, rv);
            return;
        }

        Expect(found.Search == null ? CKR.CKR_OK : CKR.CKR_OPERATION_ACTIVE, rv);

        // Token objects first, the oldest first: handles count up, but for their kind in the top byte.
        found.Search ??= new Queue<uint>(
            _model.Objects.Keys.Where(_model.CanSee)
                .OrderBy(handle => handle >> 31).ThenBy(handle => handle & (handle >> 31 == 1 ? uint.MaxValue : 0xFFFFFF)));
    }

    private void Find(uint session)
    {
        bool ends = _random.Next(2) == 0;
        uint[] objects = new uint[_random.Next(4)];
        uint count = 0;
        uint rv = ends ? _token.C_FindObjectsFinal(session) : _token.C_FindObjects(session, objects, (uint)objects.Length, out count);
        if (!_model.Sessions.TryGetValue(session, out ModelSession? found))
        {
            Expect(CKR.CKR_SESSION_HANDLE_INVALID, rv);
            return;
        }

        Expect(found.Search == null ? CKR.CKR_OPERATION_NOT_INITIALIZED : CKR.CKR_OK, rv);
        if (ends)
        {
            found.Search = null;
        }

        var expected = new List<uint>();
        while (found.Search is { Count: > 0 } && expected.Count < objects.Length)
        {
            uint next = found.Search.Dequeue();
            if (_model.CanSee(next))
            {
                expected.Add(next);
            }
        }

        Assert.Equal(expected, objects.Take((int)count));
    }

    private Token StartToken()
    {
        TokenParts parts = Pins.Parts(_store);
        parts.Random = new SeededRandom(_random);
        var token = new Token(parts);
        Assert.Equal(CKR.CKR_OK, token.C_Initialize(null));
        return token;
    }

    private void Restart()
    {
        _model.CloseAll();
        _token = StartToken();
    }

    // A second process over the same store makes an object, destroys one or sets the user's PIN.
    private void ElseWhere()
    {
        Token other = StartToken();
        uint session = Pins.Open(other, Pins.ReadWrite);
        switch (_random.Next(3))
        {
            case 0 when _model.Objects.Count < 20:
                uint made = Pins.Create(other, session, Pins.Data("x", true, false));
                _model.Objects.Add(made, new ModelObject(0, false, CKO.CKO_DATA));
                break;
            case 1:
                uint gone = _model.Objects.FirstOrDefault(pair => pair.Value is { Owner: 0, IsPrivate: false }).Key;
                if (gone != 0)
                {
                    Assert.Equal(CKR.CKR_OK, other.C_DestroyObject(session, gone));
                    _model.Objects.Remove(gone);
                }

                break;
            case 2 when _model.CanLogin(CKU.CKU_USER):
                byte[] pin = Bytes(_model.PinOf(CKU.CKU_USER));
                Assert.Equal(CKR.CKR_OK, other.C_SetPIN(session, pin, pin));
                _model.PinSetElsewhere();
                break;
        }

        Expect(CKR.CKR_OK, _token.Refresh());
    }
}
