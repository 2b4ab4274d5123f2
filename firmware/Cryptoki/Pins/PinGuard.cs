using System;
using NfToken.Cryptography;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>
/// Sets and checks the PINs of security officer and user. A PIN is kept as a salted, iterated hash only; a counter in the store, raised
/// before each comparison, locks it after <see cref="MaxFailures"/> wrong ones in a row, however often power is cut.
/// </summary>
internal sealed class PinGuard
{
    /// <summary>Wrong PINs in a row after which a PIN is locked.</summary>
    public const byte MaxFailures = 10;

    private const int FailuresLength = 4;

    // Iterations where the board's maker gives no number: about a second on a board of 2 million IL instructions a second.
    private const uint NativeIterations = 5000;
    private const uint InterpretedIterations = 100;

    private readonly ObjectTable _records;
    private readonly IRandomGenerator _random;
    private readonly INativeHmac _hmac;
    private readonly uint _iterations;
    private uint _soMark;
    private uint _userMark;

    /// <summary>Makes a guard; nothing is read yet.</summary>
    /// <param name="records">Reads and writes the system's records.</param>
    /// <param name="parts">Randomness, HMAC and the number of iterations.</param>
    public PinGuard(ObjectTable records, TokenParts parts)
    {
        _records = records;
        _random = parts.Random;
        _hmac = parts.Hmac;
        _iterations = parts.PinIterations != 0 ? parts.PinIterations : _hmac != null ? NativeIterations : InterpretedIterations;
    }

    /// <summary>Whether the user has a PIN, so that private objects want a log-in. True where the record cannot be read.</summary>
    public bool HasUserPin { get; private set; }

    /// <summary>Whether the security officer has a PIN. True where the record cannot be read.</summary>
    public bool HasSoPin { get; private set; }

    /// <summary>Whether a PIN has a length that PINs may have.</summary>
    /// <param name="pin">The PIN.</param>
    public static bool IsPin(byte[] pin) => pin.Length >= CK.MinPinLength && pin.Length <= CK.MaxPinLength;

    /// <summary>A number that changes when a PIN is set, to the same even.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    public uint Mark(uint user) => user == CKU.CKU_SO ? _soMark : _userMark;

    /// <summary>Learns which PINs there are.</summary>
    /// <returns>CKR_OK, also where the record is damaged: nobody can log in then, and private objects stay hidden; CKR_DEVICE_ERROR,
    /// CKR_HOST_MEMORY.</returns>
    public uint Load()
    {
        uint rv = Read(out PinRecord pins);
        if (rv == CKR.CKR_OK)
        {
            Note(pins);
        }
        else if (_records.IsDamaged(rv))
        {
            HasUserPin = true;
            HasSoPin = true;
            rv = CKR.CKR_OK;
        }

        return rv;
    }

    /// <summary>Compares a PIN. Counts a failure first, and takes it back where the PIN is right.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    /// <param name="pin">What was given.</param>
    /// <returns>CKR_OK, CKR_PIN_INCORRECT (also where a security officer without PIN is asked for), CKR_PIN_LOCKED, CKR_USER_PIN_NOT_INITIALIZED,
    /// CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_HOST_MEMORY.</returns>
    public uint Check(uint user, byte[] pin)
    {
        uint rv = Read(out PinRecord pins);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        if (pins.Iterations(user) == 0)
        {
            return user == CKU.CKU_USER ? CKR.CKR_USER_PIN_NOT_INITIALIZED : CKR.CKR_PIN_INCORRECT;
        }

        rv = ReadFailures(out byte[] failures);
        int place = 1 + (int)user;
        if (rv != CKR.CKR_OK || failures[place] >= MaxFailures)
        {
            return rv != CKR.CKR_OK ? rv : CKR.CKR_PIN_LOCKED;
        }

        // What cannot be a PIN needs neither a comparison nor the two writes around it.
        if (!IsPin(pin))
        {
            return CKR.CKR_PIN_INCORRECT;
        }

        failures[place]++;
        rv = _records.WriteSystem(SystemRecord.RetryCounter, failures);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        byte[] hash = Pbkdf2.Derive(_hmac, pin, pins.Salt(user), pins.Iterations(user));
        bool matches = pins.Matches(user, hash);
        Array.Clear(hash, 0, hash.Length);
        if (!matches)
        {
            return CKR.CKR_PIN_INCORRECT;
        }

        failures[place] = 0;
        return _records.WriteSystem(SystemRecord.RetryCounter, failures);
    }

    /// <summary>Sets a PIN, in place of an older one, and unlocks it.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    /// <param name="pin">The PIN, of a length that may be.</param>
    /// <returns>CKR_OK, CKR_RANDOM_NO_RNG (no salt without randomness), CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_HOST_MEMORY.</returns>
    /// <exception cref="RandomException">The generator refused; nothing was changed.</exception>
    public uint Set(uint user, byte[] pin)
    {
        uint rv = Read(out PinRecord pins);
        if (rv == CKR.CKR_OK)
        {
            rv = Hash(pins, user, pin);
        }

        return rv == CKR.CKR_OK ? Write(pins, user) : rv;
    }

    /// <summary>Takes the user's PIN away, after the objects that it protected.</summary>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_HOST_MEMORY.</returns>
    public uint RemoveUserPin()
    {
        uint rv = Read(out PinRecord pins);
        if (rv != CKR.CKR_OK || pins.Iterations(CKU.CKU_USER) == 0)
        {
            return rv;
        }

        pins.Remove(CKU.CKU_USER);
        return Write(pins, CKU.CKU_USER);
    }

    /// <summary>What C_GetTokenInfo tells of the PINs.</summary>
    /// <param name="flags">CKF_LOGIN_REQUIRED and CKF_*_PIN_*.</param>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint GetFlags(out uint flags)
    {
        flags = HasUserPin ? CKF.CKF_LOGIN_REQUIRED | CKF.CKF_USER_PIN_INITIALIZED : 0;
        uint rv = ReadFailures(out byte[] failures);
        if (rv == CKR.CKR_OK)
        {
            flags |= FailureFlags(failures[1 + CKU.CKU_USER]) | (FailureFlags(failures[1 + CKU.CKU_SO]) << 4);
        }

        return rv;
    }

    // The user's; the security officer's lie four bits higher.
    private static uint FailureFlags(byte failures)
    {
        uint flags = failures == 0 ? 0 : CKF.CKF_USER_PIN_COUNT_LOW;
        return failures < MaxFailures - 1 ? flags
            : flags | (failures < MaxFailures ? CKF.CKF_USER_PIN_FINAL_TRY : CKF.CKF_USER_PIN_LOCKED);
    }

    private uint Hash(PinRecord pins, uint user, byte[] pin)
    {
        if (_random == null)
        {
            return CKR.CKR_RANDOM_NO_RNG;
        }

        byte[] salt = new byte[PinRecord.SaltLength];
        _random.Generate(salt, 0, salt.Length);
        byte[] hash = Pbkdf2.Derive(_hmac, pin, salt, _iterations);
        pins.Set(user, _iterations, salt, hash);
        Array.Clear(hash, 0, hash.Length);
        return CKR.CKR_OK;
    }

    private uint Write(PinRecord pins, uint user)
    {
        uint rv = _records.WriteSystem(SystemRecord.PinHash, pins.Record);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        Note(pins);
        rv = ReadFailures(out byte[] failures);
        if (rv == CKR.CKR_OK && failures[1 + (int)user] != 0)
        {
            failures[1 + (int)user] = 0;
            rv = _records.WriteSystem(SystemRecord.RetryCounter, failures);
        }

        return rv;
    }

    private void Note(PinRecord pins)
    {
        HasUserPin = pins.Iterations(CKU.CKU_USER) != 0;
        HasSoPin = pins.Iterations(CKU.CKU_SO) != 0;
        _soMark = pins.Mark(CKU.CKU_SO);
        _userMark = pins.Mark(CKU.CKU_USER);
    }

    private uint Read(out PinRecord pins)
    {
        uint rv = _records.ReadSystem(SystemRecord.PinHash, PinRecord.Length, out byte[] record);
        pins = rv == CKR.CKR_OK ? new PinRecord(record) : null;
        return rv;
    }

    // A counter that cannot be read leaves one try: none would lock the owner out for a flipped bit, all would be an invitation.
    private uint ReadFailures(out byte[] failures)
    {
        uint rv = _records.ReadSystem(SystemRecord.RetryCounter, FailuresLength, out failures);
        if (_records.IsDamaged(rv))
        {
            failures = [SystemFormat.Version, MaxFailures - 1, MaxFailures - 1, 0];
            return CKR.CKR_OK;
        }

        failures ??= [SystemFormat.Version, 0, 0, 0];
        return rv;
    }
}
