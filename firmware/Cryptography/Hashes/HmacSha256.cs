using System;

namespace NfToken.Cryptography;

/// <summary>HMAC with SHA-256 (FIPS 198-1), fed in pieces; can be used again with the same key.</summary>
public sealed class HmacSha256
{
    private readonly Sha256 _inner = new Sha256();
    private readonly Sha256 _keyedInner = new Sha256();
    private readonly Sha256 _keyedOuter = new Sha256();
    private readonly byte[] _hash = new byte[Sha256.HashLength];

    /// <summary>Makes a MAC without a key: <see cref="SetKey"/> comes first.</summary>
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
    public void SetKey(byte[] key)
    {
        byte[] pad = new byte[Sha256.BlockLength];
        if (key.Length > Sha256.BlockLength)
        {
            _inner.Reset();
            _inner.Update(key, 0, key.Length);
            _inner.Finish(pad, 0);
        }
        else
        {
            Array.Copy(key, 0, pad, 0, key.Length);
        }

        Fill(_keyedInner, pad, 0x36);
        Fill(_keyedOuter, pad, 0x36 ^ 0x5C);
        Array.Clear(pad, 0, pad.Length);
        _inner.CopyFrom(_keyedInner);
    }

    /// <summary>Authenticates further bytes.</summary>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="offset">First of them.</param>
    /// <param name="count">How many.</param>
    public void Update(byte[] data, int offset, int count) => _inner.Update(data, offset, count);

    /// <summary>Ends the MAC, writes it and starts anew with the same key.</summary>
    /// <param name="mac">Takes 32 bytes.</param>
    /// <param name="offset">Where in <paramref name="mac"/>.</param>
    public void Finish(byte[] mac, int offset)
    {
        _inner.Finish(_hash, 0);
        _inner.CopyFrom(_keyedOuter);
        _inner.Update(_hash, 0, _hash.Length);
        _inner.Finish(mac, offset);
        Array.Clear(_hash, 0, _hash.Length);
        _inner.CopyFrom(_keyedInner);
    }

    /// <summary>Forgets the key.</summary>
    public void Clear()
    {
        _inner.Reset();
        _keyedInner.Reset();
        _keyedOuter.Reset();
    }

    /// <summary>Starts a hash with the pad, which is changed by what is to be between it and the one before.</summary>
    private static void Fill(Sha256 hash, byte[] pad, uint change)
    {
        for (int i = 0; i < pad.Length; i++)
        {
            pad[i] = (byte)(pad[i] ^ change);
        }

        hash.Reset();
        hash.Update(pad, 0, pad.Length);
    }
}
