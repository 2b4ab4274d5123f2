namespace NfToken.Cryptography;

/// <summary>HMAC with SHA-256 (FIPS 198-1), fed in pieces; can be used again with the same key. No method makes garbage.</summary>
public sealed class HmacSha256
{
    private readonly Sha256 _sha = new Sha256();

    // States after the padded key: inner, then outer.
    private readonly uint[] _keyed = new uint[16];

    /// <summary>Makes a MAC without a key: <see cref="SetKey(byte[])"/> comes first.</summary>
    public HmacSha256()
    {
    }

    /// <summary>Makes a MAC with a key.</summary>
    /// <param name="key">The key, of any length; not kept.</param>
    public HmacSha256(byte[] key)
    {
        SetKey(key);
    }

    /// <summary>Takes a key and starts anew.</summary>
    /// <param name="key">The key, of any length; not kept.</param>
    public void SetKey(byte[] key) => SetKey(key, 0, key.Length);

    /// <summary>Takes a part of an array as key and starts anew.</summary>
    /// <param name="key">Holds the key; not kept.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="count">Its length.</param>
    public void SetKey(byte[] key, int offset, int count)
    {
        _sha.KeyPads(key, offset, count, _keyed);
        _sha.Resume(_keyed, 0);
    }

    /// <summary>Takes the key of zeros, of up to 64 bytes, with which an HMAC_DRBG begins: the two blocks are hashed already.</summary>
    internal void SetZeroKey()
    {
        _keyed[0] = 0xF454DEAD;
        _keyed[1] = 0x9725214F;
        _keyed[2] = 0x90DAF2A0;
        _keyed[3] = 0xDF1228EA;
        _keyed[4] = 0x64E5750F;
        _keyed[5] = 0xA3924181;
        _keyed[6] = 0x824A932B;
        _keyed[7] = 0xF8E04E32;
        _keyed[8] = 0xD385480F;
        _keyed[9] = 0x7ABB6477;
        _keyed[10] = 0x37C9C538;
        _keyed[11] = 0x5DD82467;
        _keyed[12] = 0x8E043A72;
        _keyed[13] = 0x753434B0;
        _keyed[14] = 0xDEB82818;
        _keyed[15] = 0x361D45A6;
        _sha.Reset();
        _sha.Resume(_keyed, 0);
    }

    /// <summary>Authenticates further bytes.</summary>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="offset">First of them.</param>
    /// <param name="count">How many.</param>
    public void Update(byte[] data, int offset, int count) => _sha.Update(data, offset, count);

    /// <summary>Ends the MAC, writes it and starts anew with the same key.</summary>
    /// <param name="mac">Takes 32 bytes.</param>
    /// <param name="offset">Where in <paramref name="mac"/>.</param>
    public void Finish(byte[] mac, int offset)
    {
        _sha.Finish(mac, offset);
        _sha.Resume(_keyed, 8);
        _sha.Update(mac, offset, Sha256.HashLength);
        _sha.Finish(mac, offset);
        _sha.Resume(_keyed, 0);
    }

    /// <summary>Forgets the key.</summary>
    public void Clear()
    {
        _sha.Reset();
        System.Array.Clear(_keyed, 0, _keyed.Length);
    }
}
