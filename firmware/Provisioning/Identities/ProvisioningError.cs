namespace NfToken.Provisioning;

/// <summary>Which part of an identity is unfit.</summary>
public enum ProvisioningError
{
    /// <summary>The private key cannot be read, or is of a kind that the token does not know.</summary>
    PrivateKey,

    /// <summary>A certificate of the chain cannot be read, or does not follow from the one before it.</summary>
    Certificate,

    /// <summary>The device's certificate is for another key.</summary>
    KeyMismatch,

    /// <summary>A root certificate cannot be read.</summary>
    RootCertificate,
}
