namespace NfToken.Cryptoki;

/// <summary>
/// Labels of the provisioned objects: Amazon FreeRTOS's own (core_pkcs11_config), so that its documents and tools apply.
/// </summary>
public static class Labels
{
    /// <summary>The private key that authenticates the device.</summary>
    public const string DevicePrivateKey = "Device Priv TLS Key";

    /// <summary>The public half of <see cref="DevicePrivateKey"/>.</summary>
    public const string DevicePublicKey = "Device Pub TLS Key";

    /// <summary>The certificate of <see cref="DevicePrivateKey"/>.</summary>
    public const string DeviceCertificate = "Device Cert";

    /// <summary>Authorities that may have issued the server's certificate. Several objects may have this label.</summary>
    public const string RootCertificate = "Root Cert";

    /// <summary>The public key that signs firmware updates.</summary>
    public const string CodeVerifyKey = "Code Verify Key";

    /// <summary>Issuer of the device's certificate, sent after it (just-in-time provisioning). Several objects may have this label.</summary>
    public const string IssuerCertificate = "JITP Cert";
}
