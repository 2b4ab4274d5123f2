using NfToken.Cryptoki;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>
/// What the standard says a token does, without cryptography and storage: PINs, log-in, sessions, who sees which object, and the states of operations.
/// Each method tells what the function must return, and changes the model as it must change the token.
/// </summary>
internal sealed class TokenModel
{
    public const uint Nobody = 99;

    private const int MaxFailures = 10;

    private readonly string?[] _pins = new string?[2];
    private readonly int[] _failures = new int[2];

    public Dictionary<uint, ModelSession> Sessions { get; } = [];

    public Dictionary<uint, ModelObject> Objects { get; } = [];

    /// <summary>Handles that have lost their meaning, to be tried all the same.</summary>
    public HashSet<uint> Stale { get; } = [];

    public uint User { get; private set; } = Nobody;

    public string Label { get; private set; } = "nftoken";

    public bool ShowsPrivate => User == CKU.CKU_USER || (User == Nobody && _pins[CKU.CKU_USER] == null);

    /// <summary>C_GetTokenInfo's flags.</summary>
    public uint Flags
    {
        get
        {
            uint flags = CKF.CKF_TOKEN_INITIALIZED | CKF.CKF_RNG;
            flags |= _pins[CKU.CKU_USER] == null ? 0 : CKF.CKF_LOGIN_REQUIRED | CKF.CKF_USER_PIN_INITIALIZED;
            foreach ((uint user, int shift) in new[] { (CKU.CKU_USER, 0), (CKU.CKU_SO, 4) })
            {
                flags |= (_failures[user] > 0 ? CKF.CKF_USER_PIN_COUNT_LOW : 0) << shift;
                flags |= (_failures[user] == MaxFailures - 1 ? CKF.CKF_USER_PIN_FINAL_TRY : 0) << shift;
                flags |= (_failures[user] == MaxFailures ? CKF.CKF_USER_PIN_LOCKED : 0) << shift;
            }

            return flags;
        }
    }

    public bool CanSee(uint handle) => Objects.TryGetValue(handle, out ModelObject? found) && (ShowsPrivate || !found.IsPrivate);

    public uint StateOf(ModelSession session) =>
        User == CKU.CKU_SO ? CKS.CKS_RW_SO_FUNCTIONS
        : User == CKU.CKU_USER ? (session.IsReadWrite ? CKS.CKS_RW_USER_FUNCTIONS : CKS.CKS_RO_USER_FUNCTIONS)
        : session.IsReadWrite ? CKS.CKS_RW_PUBLIC_SESSION : CKS.CKS_RO_PUBLIC_SESSION;

    public uint InitToken(string pin, string label)
    {
        if (Sessions.Count != 0)
        {
            return CKR.CKR_SESSION_EXISTS;
        }

        uint rv = CKR.CKR_OK;
        if (_pins[CKU.CKU_SO] != null)
        {
            rv = Check(CKU.CKU_SO, pin);
        }
        else if (!IsPin(pin))
        {
            rv = CKR.CKR_PIN_LEN_RANGE;
        }

        if (rv == CKR.CKR_OK)
        {
            _pins[CKU.CKU_SO] = pin;
            _pins[CKU.CKU_USER] = null;
            _failures[CKU.CKU_USER] = 0;
            Label = label;
            Objects.Clear();
        }

        return rv;
    }

    public uint InitPin(uint session, string pin)
    {
        if (!Sessions.ContainsKey(session))
        {
            return CKR.CKR_SESSION_HANDLE_INVALID;
        }

        if (User != CKU.CKU_SO)
        {
            return CKR.CKR_USER_NOT_LOGGED_IN;
        }

        return SetPin(CKU.CKU_USER, pin);
    }

    public uint SetPin(uint session, string oldPin, string newPin)
    {
        if (!Sessions.TryGetValue(session, out ModelSession? found))
        {
            return CKR.CKR_SESSION_HANDLE_INVALID;
        }

        if (!found.IsReadWrite)
        {
            return CKR.CKR_SESSION_READ_ONLY;
        }

        if (!IsPin(newPin))
        {
            return CKR.CKR_PIN_LEN_RANGE;
        }

        uint user = User == CKU.CKU_SO ? CKU.CKU_SO : CKU.CKU_USER;
        uint rv = Check(user, oldPin);
        return rv == CKR.CKR_OK ? SetPin(user, newPin) : rv == CKR.CKR_USER_PIN_NOT_INITIALIZED ? CKR.CKR_PIN_INCORRECT : rv;
    }

    public uint Login(uint session, uint user, string pin)
    {
        if (!Sessions.ContainsKey(session))
        {
            return CKR.CKR_SESSION_HANDLE_INVALID;
        }

        if (user > CKU.CKU_USER)
        {
            return user == CKU.CKU_CONTEXT_SPECIFIC ? CKR.CKR_OPERATION_NOT_INITIALIZED : CKR.CKR_USER_TYPE_INVALID;
        }

        if (User != Nobody)
        {
            return User == user ? CKR.CKR_USER_ALREADY_LOGGED_IN : CKR.CKR_USER_ANOTHER_ALREADY_LOGGED_IN;
        }

        if (user == CKU.CKU_SO && Sessions.Values.Any(open => !open.IsReadWrite))
        {
            return CKR.CKR_SESSION_READ_ONLY_EXISTS;
        }

        uint rv = Check(user, pin);
        if (rv == CKR.CKR_OK)
        {
            Become(user);
        }

        return rv;
    }

    public uint Logout(uint session)
    {
        uint rv = !Sessions.ContainsKey(session) ? CKR.CKR_SESSION_HANDLE_INVALID : User == Nobody ? CKR.CKR_USER_NOT_LOGGED_IN : CKR.CKR_OK;
        if (rv == CKR.CKR_OK)
        {
            Become(Nobody);
        }

        return rv;
    }

    public uint Open(bool readWrite) => User == CKU.CKU_SO && !readWrite ? CKR.CKR_SESSION_READ_WRITE_SO_EXISTS : CKR.CKR_OK;

    public uint Close(uint session)
    {
        if (!Sessions.Remove(session))
        {
            return CKR.CKR_SESSION_HANDLE_INVALID;
        }

        Drop(found => found.Owner == session);
        if (Sessions.Count == 0)
        {
            Become(Nobody);
        }

        return CKR.CKR_OK;
    }

    public void CloseAll()
    {
        foreach (uint session in Sessions.Keys.ToArray())
        {
            Close(session);
        }
    }

    /// <summary>C_CreateObject; the caller adds the object.</summary>
    public uint Create(uint session, bool isToken, bool isPrivate) =>
        !Sessions.TryGetValue(session, out ModelSession? found) ? CKR.CKR_SESSION_HANDLE_INVALID
        : isToken && !found.IsReadWrite ? CKR.CKR_SESSION_READ_ONLY
        : isPrivate && !ShowsPrivate ? CKR.CKR_USER_NOT_LOGGED_IN : CKR.CKR_OK;

    public uint Destroy(uint session, uint handle)
    {
        if (!Sessions.TryGetValue(session, out ModelSession? found))
        {
            return CKR.CKR_SESSION_HANDLE_INVALID;
        }

        if (!CanSee(handle))
        {
            return CKR.CKR_OBJECT_HANDLE_INVALID;
        }

        if (Objects[handle].Owner == 0 && !found.IsReadWrite)
        {
            return CKR.CKR_SESSION_READ_ONLY;
        }

        Objects.Remove(handle);
        return CKR.CKR_OK;
    }

    public uint Read(uint session, uint handle) =>
        !Sessions.ContainsKey(session) ? CKR.CKR_SESSION_HANDLE_INVALID : CanSee(handle) ? CKR.CKR_OK : CKR.CKR_OBJECT_HANDLE_INVALID;

    /// <summary>Another process set the user's PIN, to the same.</summary>
    public void PinSetElsewhere()
    {
        _failures[CKU.CKU_USER] = 0;
        if (User == CKU.CKU_USER)
        {
            Become(Nobody);
        }
    }

    /// <summary>Whether this user has a PIN that still can be had right.</summary>
    public bool CanLogin(uint user) => _pins[user] != null && _failures[user] < MaxFailures;

    public string PinOf(uint user) => _pins[user] ?? "none yet";

    private static bool IsPin(string pin) => pin.Length is >= 4 and <= 64;

    private uint Check(uint user, string pin)
    {
        if (_pins[user] == null)
        {
            return user == CKU.CKU_USER ? CKR.CKR_USER_PIN_NOT_INITIALIZED : CKR.CKR_PIN_INCORRECT;
        }

        if (_failures[user] == MaxFailures)
        {
            return CKR.CKR_PIN_LOCKED;
        }

        if (pin != _pins[user])
        {
            _failures[user] += IsPin(pin) ? 1 : 0;
            return CKR.CKR_PIN_INCORRECT;
        }

        _failures[user] = 0;
        return CKR.CKR_OK;
    }

    private uint SetPin(uint user, string pin)
    {
        if (!IsPin(pin))
        {
            return CKR.CKR_PIN_LEN_RANGE;
        }

        _pins[user] = pin;
        _failures[user] = 0;
        return CKR.CKR_OK;
    }

    private void Become(uint user)
    {
        bool before = ShowsPrivate;
        User = user;
        if (before && !ShowsPrivate)
        {
            Drop(found => found.IsPrivate && found.Owner != 0);
            Rename(handle => (handle + 0x8000000) & 0x7FFFFFFF);
            foreach (ModelSession session in Sessions.Values)
            {
                session.EndAll();
            }
        }
    }

    /// <summary>A token that was just started has seen no log-out.</summary>
    public void Restart()
    {
        CloseAll();
        Rename(handle => handle & 0x7FFFFFF);
    }

    // Private token objects come back under other handles: which, the standard leaves to the token.
    private void Rename(Func<uint, uint> next)
    {
        foreach ((uint handle, ModelObject found) in Objects.Where(pair => pair.Value is { IsPrivate: true, Owner: 0 }).ToArray())
        {
            Objects.Remove(handle);
            Objects.Add(next(handle), found);
            Stale.Add(handle);
        }

        Stale.ExceptWith(Objects.Keys);
    }

    private void Drop(Func<ModelObject, bool> which)
    {
        foreach (uint gone in Objects.Where(pair => which(pair.Value)).Select(pair => pair.Key).ToArray())
        {
            Objects.Remove(gone);
        }
    }
}
