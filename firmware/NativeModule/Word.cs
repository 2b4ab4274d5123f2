using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>A CK_ULONG of C, 8 bytes, and the 4 bytes that the token has instead.</summary>
internal static class Word
{
    /// <summary>CK_UNAVAILABLE_INFORMATION in C.</summary>
    public const ulong Unavailable = ulong.MaxValue;

    /// <summary>The handle of a session or object, or a slot; a number that no handle can have becomes one that none has.</summary>
    /// <param name="word">The word.</param>
    public static uint ToHandle(nuint word) => word <= uint.MaxValue ? (uint)word : CK.CK_INVALID_HANDLE;

    /// <summary>A type, set of flags or kind of user; a number too large for any becomes one that the standard does not have.</summary>
    /// <param name="word">The word.</param>
    public static uint ToCode(nuint word) => word <= uint.MaxValue ? (uint)word : uint.MaxValue;

    /// <summary>A size or number of the token's, which may be unknown.</summary>
    /// <param name="value">The number.</param>
    public static nuint FromNumber(uint value) => value == CK.CK_UNAVAILABLE_INFORMATION ? unchecked((nuint)Unavailable) : value;
}
