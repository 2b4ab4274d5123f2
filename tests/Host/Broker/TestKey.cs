namespace NfToken.Tests.Host.Broker;

/// <summary>Kinds of keys.</summary>
public enum TestKey
{
    /// <summary>ECDSA on P-256.</summary>
    P256,

    /// <summary>RSA with 2048 bits.</summary>
    Rsa2048,
}
