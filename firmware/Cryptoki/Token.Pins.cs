using System;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <content>PINs and the token's initialisation (PKCS #11 v2.40, 5.5).</content>
public sealed partial class Token
{
    /// <summary>Initialises the token anew: destroys every object that may be destroyed, takes the user's PIN away and gives the token a label. What
    /// power interrupts, the next C_Initialize completes. The system's other records (seed, configuration, lock) stay.</summary>
    /// <param name="slotId">The slot.</param>
    /// <param name="pin">The security officer's PIN; becomes it where there is none.</param>
    /// <param name="label">UTF-8, at most 32 bytes; the rest becomes blanks.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_SESSION_EXISTS, CKR_PIN_INCORRECT,
    /// CKR_PIN_LOCKED, CKR_PIN_LEN_RANGE (a first PIN), CKR_RANDOM_NO_RNG (a first PIN), CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_HOST_MEMORY.</returns>
    public uint C_InitToken(uint slotId, byte[] pin, byte[] label)
    {
        lock (_gate)
        {
            uint rv = EnterSlot(slotId);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (pin == null || label == null || label.Length > TokenRecord.LabelLength)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            if (_sessions.Count != 0)
            {
                return CKR.CKR_SESSION_EXISTS;
            }

            if (_pins.HasSoPin)
            {
                rv = CheckPin(CKU.CKU_SO, pin);
            }
            else
            {
                rv = PinGuard.IsPin(pin) ? SetPin(CKU.CKU_SO, pin) : CKR.CKR_PIN_LEN_RANGE;
            }

            return rv == CKR.CKR_OK ? InitializeAnew(label) : rv;
        }
    }

    /// <summary>Sets the user's PIN, in place of an older one, and unlocks it. From then on private objects want a log-in.</summary>
    /// <param name="session">A session while the security officer is logged in.</param>
    /// <param name="pin">The PIN, UTF-8, 4 to 64 bytes.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_USER_NOT_LOGGED_IN, CKR_PIN_LEN_RANGE,
    /// CKR_RANDOM_NO_RNG (no salt), CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_HOST_MEMORY.</returns>
    public uint C_InitPIN(uint session, byte[] pin)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session _);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (pin == null)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            if (_user != CKU.CKU_SO)
            {
                return CKR.CKR_USER_NOT_LOGGED_IN;
            }

            return PinGuard.IsPin(pin) ? SetPin(CKU.CKU_USER, pin) : CKR.CKR_PIN_LEN_RANGE;
        }
    }

    /// <summary>Changes the PIN of who is logged in, or the user's where nobody is.</summary>
    /// <param name="session">A read/write session.</param>
    /// <param name="oldPin">The PIN until now. Wrong ones count as at a log-in.</param>
    /// <param name="newPin">The new PIN, UTF-8, 4 to 64 bytes.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_SESSION_READ_ONLY, CKR_PIN_LEN_RANGE (the new one),
    /// CKR_PIN_INCORRECT (also where there is no PIN), CKR_PIN_LOCKED, CKR_RANDOM_NO_RNG (no salt), CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY,
    /// CKR_HOST_MEMORY.</returns>
    public uint C_SetPIN(uint session, byte[] oldPin, byte[] newPin)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (oldPin == null || newPin == null)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            if (!found.IsReadWrite)
            {
                return CKR.CKR_SESSION_READ_ONLY;
            }

            if (!PinGuard.IsPin(newPin))
            {
                return CKR.CKR_PIN_LEN_RANGE;
            }

            uint user = _user == CKU.CKU_SO ? CKU.CKU_SO : CKU.CKU_USER;
            rv = CheckPin(user, oldPin);
            if (rv == CKR.CKR_OK)
            {
                rv = SetPin(user, newPin);
                _userMark = _pins.Mark(user);
            }

            // Not one of this function's return values.
            return rv == CKR.CKR_USER_PIN_NOT_INITIALIZED ? CKR.CKR_PIN_INCORRECT : rv;
        }
    }

    private uint CheckPin(uint user, byte[] pin)
    {
        try
        {
            return _pins.Check(user, pin);
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    private uint SetPin(uint user, byte[] pin)
    {
        try
        {
            return _pins.Set(user, pin);
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }

    // What the token keeps about itself. Ends an initialisation that was interrupted.
    private uint LoadState()
    {
        uint rv = _pins.Load();
        if (rv == CKR.CKR_OK)
        {
            rv = _objects.ReadSystem(SystemRecord.Token, TokenRecord.Length, out byte[] record);
            if (rv == CKR.CKR_OK || _objects.IsDamaged(rv))
            {
                _state = new TokenRecord(record);
                rv = _state.IsInitializing ? EndInitialization() : CKR.CKR_OK;
                rv = rv == CKR.CKR_OK ? PairJournal.Recover(_objects) : rv;
            }
        }

        return rv;
    }

    private uint InitializeAnew(byte[] label)
    {
        TokenRecord next = new TokenRecord((byte[])_state.Record.Clone());
        next.SetLabel(label);
        next.Initializations++;
        next.IsInitializing = true;
        uint rv = _objects.WriteSystem(SystemRecord.Token, next.Record);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        _state = next;
        return EndInitialization();
    }

    // The PIN goes after the objects that it protects.
    private uint EndInitialization()
    {
        uint rv = _objects.DestroyAll();
        if (rv == CKR.CKR_OK)
        {
            rv = _pins.RemoveUserPin();
        }

        if (rv == CKR.CKR_OK)
        {
            _state.IsInitializing = false;
            rv = _objects.WriteSystem(SystemRecord.Token, _state.Record);
        }

        ShowOrHide();
        return rv;
    }
}
