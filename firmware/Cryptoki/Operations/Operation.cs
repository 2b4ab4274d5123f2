namespace NfToken.Cryptoki;

/// <summary>A digest, signature or verification between its Init and its end. Holds what is needed of the key, no more, and clears it.</summary>
internal abstract class Operation
{
    /// <summary>Whether a part has been taken, so that only a Final can end it well.</summary>
    public bool HasParts { get; set; }

    /// <summary>Whether nothing came yet but a question for the length of the result.</summary>
    public bool IsOnlyAsked { get; set; }

    /// <summary>Whether the length was asked for as if all data came at once, so that no Final can end it well.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether data may come in parts; otherwise all of it comes at once.</summary>
    public abstract bool TakesParts { get; }

    /// <summary>Bytes of the result.</summary>
    public abstract int ResultLength { get; }

    /// <summary>Takes data.</summary>
    /// <param name="data">Holds the data.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="count">How many.</param>
    /// <returns>CKR_OK, CKR_DATA_INVALID or CKR_DATA_LEN_RANGE.</returns>
    public abstract uint Take(byte[] data, int offset, int count);

    /// <summary>Makes the digest or signature.</summary>
    /// <param name="result">Takes it from its first byte on; <see cref="ResultLength"/> bytes.</param>
    /// <returns>CKR_*.</returns>
    public abstract uint Finish(byte[] result);

    /// <summary>Verifies a signature.</summary>
    /// <param name="signature">As long as <see cref="ResultLength"/>.</param>
    /// <returns>CKR_OK, CKR_SIGNATURE_INVALID.</returns>
    public abstract uint Check(byte[] signature);

    /// <summary>Fills with zeros what must not stay in memory.</summary>
    public abstract void Clear();
}
