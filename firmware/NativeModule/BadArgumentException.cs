using System;

namespace NfToken.NativeModule;

/// <summary>A pointer is null that must not be, or a length too large to be one. Becomes a return value at the border.</summary>
/// <param name="rv">CKR_*.</param>
internal sealed class BadArgumentException(uint rv) : Exception
{
    /// <summary>CKR_*.</summary>
    public uint ReturnValue { get; } = rv;
}
