namespace NfToken.Cryptoki;

/// <summary>
/// The one way out for private keys: stock firmware's TLS must have the key itself. Made together with the token, by
/// whoever puts the board together, and given to the TLS room only. A library for other programs never has one.
/// </summary>
public sealed class PrivateKeyExporter
{
    private readonly Token _token;

    internal PrivateKeyExporter(Token token)
    {
        _token = token;
    }

    /// <summary>Reads a private key.</summary>
    /// <param name="handle">Handle of a private key object of the token.</param>
    /// <returns>PKCS #8 in DER. The caller clears it.</returns>
    /// <exception cref="CryptokiException">CKR_KEY_HANDLE_INVALID, CKR_DEVICE_ERROR, CKR_HOST_MEMORY or CKR_CRYPTOKI_NOT_INITIALIZED.</exception>
    public byte[] Export(uint handle)
    {
        uint rv = _token.ExportPrivateKey(handle, out byte[] pkcs8);
        return rv == CKR.CKR_OK ? pkcs8 : throw new CryptokiException(rv, "export", _token.LastStoreError);
    }
}
