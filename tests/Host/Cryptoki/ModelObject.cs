namespace NfToken.Tests.Host.Cryptoki;

/// <summary>An object as the model knows it.</summary>
/// <param name="Owner">Session of a session object; 0 for a token object.</param>
/// <param name="IsPrivate">CKA_PRIVATE.</param>
/// <param name="Class">CKO_*.</param>
internal sealed record ModelObject(uint Owner, bool IsPrivate, uint Class);
