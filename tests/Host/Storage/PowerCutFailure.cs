namespace NfToken.Tests.Host.Storage;

/// <summary>A cut was not survived; the message says which.</summary>
internal sealed class PowerCutFailure(string message, Exception? cause) : Exception(message, cause);
