namespace NfToken.Pal;

/// <summary>The highest 8 bits of a record id: what sort of thing the record is. A store needs it for one question only: is it a secret?</summary>
public static class RecordKind
{
    /// <summary>Records below <see cref="SystemRecord.FirstFree"/>, and whatever has no kind.</summary>
    public const uint System = 0;

    /// <summary>Data objects.</summary>
    public const uint Data = 1;

    /// <summary>Certificates.</summary>
    public const uint Certificate = 2;

    /// <summary>Public keys.</summary>
    public const uint PublicKey = 3;

    /// <summary>Private keys.</summary>
    public const uint PrivateKey = 4;

    /// <summary>Secret keys.</summary>
    public const uint SecretKey = 5;

    /// <summary>
    /// Whether anyone may see a record's old values: those of certificates and public keys, which every TLS handshake shows. Old values of all other records, of
    /// unknown kinds too, are made unreadable before a replacement or deletion returns.
    /// </summary>
    /// <param name="id">Record id.</param>
    public static bool IsPublic(uint id)
    {
        uint kind = id >> 24;
        return kind == Certificate || kind == PublicKey;
    }
}
