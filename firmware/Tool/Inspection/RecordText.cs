using System.Globalization;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tool.Inspection;

/// <summary>What may be told of a record: from its id, and from its value by the reader of firmware/Cryptoki. Never a key's bytes.</summary>
/// <param name="Label">CKA_LABEL, or null.</param>
/// <param name="Detail">Kind of key, or the certificate's subject and dates, or what is wrong with it; null where there is nothing to tell.</param>
internal sealed record RecordText(string? Label, string? Detail)
{
    /// <summary>Tells nothing.</summary>
    public static RecordText None { get; } = new(null, null);

    /// <summary>What an id says.</summary>
    /// <param name="id">Record id.</param>
    public static string KindOf(uint id) => id switch
    {
        SystemRecord.Seed => "random seed",
        SystemRecord.PinHash => "PIN hash",
        SystemRecord.RetryCounter => "failed log-ins",
        SystemRecord.Pair => "key pair on its way",
        SystemRecord.Token => "token",
        SystemRecord.Configuration => "configuration",
        SystemRecord.Lock => "lock",
        _ => (id >> 24) switch
        {
            RecordKind.Data => "data",
            RecordKind.Certificate => "certificate",
            RecordKind.PublicKey => "public key",
            RecordKind.PrivateKey => "private key",
            RecordKind.SecretKey => "secret key",
            _ => id < SystemRecord.FirstFree ? "system" : "unknown",
        },
    };

    /// <summary>How an id is written.</summary>
    /// <param name="id">Record id.</param>
    public static string IdOf(uint id) => $"0x{id:X8}";

    /// <summary>Reads a record's value.</summary>
    /// <param name="store">The store, which is not the board's own but one over a copy.</param>
    /// <param name="id">Record id.</param>
    public static RecordText Read(ObjectStore store, uint id)
    {
        byte[]? value;
        try
        {
            value = store.GetObjectValue(id);
        }
        catch (StoreException)
        {
            return None;
        }

        try
        {
            return value == null || !RecordId.IsObject(id) ? None : Describe(id, value);
        }
        finally
        {
            ObjectStore.GetObjectValueCleanup(value);
        }
    }

    private static RecordText Describe(uint id, byte[] value)
    {
        var record = StoredObject.FromRecord(value);
        if (record == null || record.Class != RecordId.Class(id))
        {
            return new(null, "no object of format 1");
        }

        byte[]? label = record.Get(CKA.CKA_LABEL);
        return new(label == null ? null : Printable(Encoding.UTF8.GetString(label)), DetailOf(record));
    }

    private static string? DetailOf(StoredObject record)
    {
        try
        {
            return record.Class switch
            {
                CKO.CKO_CERTIFICATE => Certificate(CertificateInfo.Parse(record.Need(CKA.CKA_VALUE))),
                CKO.CKO_PRIVATE_KEY or CKO.CKO_PUBLIC_KEY => Key(KeyReader.ReadPublicKey(record)),
                _ => null,
            };
        }
        catch (EncodingException e)
        {
            return "unreadable: " + e.Message;
        }
    }

    private static string Key(PublicKeyInfo key) => key.Kind == KeyKind.EcP256 ? "P-256" : $"RSA-{8 * key.Modulus.Length}";

    private static string Certificate(CertificateInfo certificate) =>
        Printable(string.Create(CultureInfo.InvariantCulture, $"{certificate.Subject}; {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}"));

    /// <summary>A label may hold anything; what would steer a terminal or break XML is replaced.</summary>
    private static string Printable(string text)
    {
        StringBuilder printable = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            printable.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse ? "\uFFFD" : rune.ToString());
        }

        return printable.ToString();
    }
}
