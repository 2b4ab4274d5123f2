using System;
using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>Functions with PINs (PKCS #11 v2.40, 5.5 and 5.6).</summary>
internal static unsafe class LoginFunctions
{
    private const int LabelLength = 32;

    /// <summary>C_InitToken(slotID, pPin, ulPinLen, pLabel); the label is 32 bytes, padded with blanks.</summary>
    public static uint InitToken(Token token, nuint* a)
    {
        byte[] label = Memory.Read((nuint)Memory.Need(a[3]), LabelLength);
        byte[]? pin = Memory.ReadOrNull(a[1], a[2]);
        try
        {
            return token.C_InitToken(Word.ToHandle(a[0]), pin, label);
        }
        finally
        {
            Clear(pin);
        }
    }

    /// <summary>C_InitPIN(hSession, pPin, ulPinLen).</summary>
    public static uint InitPin(Token token, nuint* a)
    {
        byte[]? pin = Memory.ReadOrNull(a[1], a[2]);
        try
        {
            return token.C_InitPIN(Word.ToHandle(a[0]), pin);
        }
        finally
        {
            Clear(pin);
        }
    }

    /// <summary>C_SetPIN(hSession, pOldPin, ulOldLen, pNewPin, ulNewLen).</summary>
    public static uint SetPin(Token token, nuint* a)
    {
        byte[]? oldPin = Memory.ReadOrNull(a[1], a[2]);
        byte[]? newPin = null;
        try
        {
            newPin = Memory.ReadOrNull(a[3], a[4]);
            return token.C_SetPIN(Word.ToHandle(a[0]), oldPin, newPin);
        }
        finally
        {
            Clear(oldPin);
            Clear(newPin);
        }
    }

    /// <summary>C_Login(hSession, userType, pPin, ulPinLen).</summary>
    public static uint Login(Token token, nuint* a)
    {
        byte[]? pin = Memory.ReadOrNull(a[2], a[3]);
        try
        {
            return token.C_Login(Word.ToHandle(a[0]), Word.ToCode(a[1]), pin);
        }
        finally
        {
            Clear(pin);
        }
    }

    private static void Clear(byte[]? pin) => Array.Clear(pin ?? []);
}
