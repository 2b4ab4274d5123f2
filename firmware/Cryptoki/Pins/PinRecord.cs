using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>Salts, iteration counts and hashes of the two PINs as they lie in the store (FORMAT.md).</summary>
internal sealed class PinRecord
{
    /// <summary>Bytes of the record, whichever PINs there are.</summary>
    public const int Length = 4 + (2 * EntryLength);

    /// <summary>Bytes of a salt (SP 800-132 asks for 16).</summary>
    public const int SaltLength = 16;

    private const int EntryLength = 4 + SaltLength + Pbkdf2.KeyLength;

    /// <summary>Takes a record.</summary>
    /// <param name="record">Its bytes, which are kept; null where there is none yet.</param>
    public PinRecord(byte[] record)
    {
        Record = record;
        if (record == null)
        {
            Record = new byte[Length];
            Record[0] = SystemFormat.Version;
        }
    }

    /// <summary>The whole record.</summary>
    public byte[] Record { get; }

    /// <summary>How often a PIN was hashed; 0 where it is not set.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    public uint Iterations(uint user) => SystemFormat.GetNumber(Record, Entry(user));

    /// <summary>A copy of a PIN's salt.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    public byte[] Salt(uint user)
    {
        byte[] salt = new byte[SaltLength];
        Array.Copy(Record, Entry(user) + 4, salt, 0, SaltLength);
        return salt;
    }

    /// <summary>Whether a PIN has this hash; time tells nothing.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    /// <param name="hash">The hash.</param>
    public bool Matches(uint user, byte[] hash)
    {
        byte[] kept = new byte[Pbkdf2.KeyLength];
        Array.Copy(Record, Entry(user) + 4 + SaltLength, kept, 0, kept.Length);
        return BigEndian.Equal(kept, hash);
    }

    /// <summary>Notes a PIN.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    /// <param name="iterations">How often it was hashed.</param>
    /// <param name="salt">Its salt.</param>
    /// <param name="hash">Its hash.</param>
    public void Set(uint user, uint iterations, byte[] salt, byte[] hash)
    {
        int entry = Entry(user);
        SystemFormat.PutNumber(Record, entry, iterations);
        Array.Copy(salt, 0, Record, entry + 4, SaltLength);
        Array.Copy(hash, 0, Record, entry + 4 + SaltLength, hash.Length);
    }

    /// <summary>Forgets a PIN.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    public void Remove(uint user) => Array.Clear(Record, Entry(user), EntryLength);

    /// <summary>A number that is another one once the PIN has been set anew, to the same even.</summary>
    /// <param name="user">CKU_SO or CKU_USER.</param>
    public uint Mark(uint user) => Fnv.Hash(Record, Entry(user), 4 + SaltLength);

    private static int Entry(uint user) => user == CKU.CKU_SO ? 4 : 4 + EntryLength;
}
