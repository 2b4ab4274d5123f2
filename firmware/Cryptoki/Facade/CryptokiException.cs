using System;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>A function of the token did not return CKR_OK.</summary>
public class CryptokiException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="returnValue">CKR_*.</param>
    /// <param name="what">What was tried, in a word or two.</param>
    /// <param name="storeError">What the store said, or null; told where the return value blames the store.</param>
    public CryptokiException(uint returnValue, string what, StoreException storeError)
        : base(Describe(returnValue, what, storeError))
    {
        ReturnValue = returnValue;
        StoreError = Blames(returnValue) ? storeError : null;
    }

    /// <summary>CKR_*.</summary>
    public uint ReturnValue { get; }

    /// <summary>What the store said, where the return value blames it; otherwise null.</summary>
    public StoreException StoreError { get; }

    private static bool Blames(uint returnValue) => returnValue is CKR.CKR_DEVICE_ERROR or CKR.CKR_DEVICE_MEMORY;

    private static string Describe(uint returnValue, string what, StoreException storeError)
    {
        string text = what + ": " + ReturnValueName.Of(returnValue);
        return Blames(returnValue) && storeError != null ? text + ", " + storeError.Message : text;
    }
}
