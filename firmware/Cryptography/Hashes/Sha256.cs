using System;

namespace NfToken.Cryptography;

/// <summary>SHA-256 (FIPS 180-4), fed in pieces.</summary>
public sealed partial class Sha256
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = 32;

    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = 64;

    private readonly uint[] _state = new uint[8];
    private readonly byte[] _block = new byte[BlockLength];
    private ulong _length;

    /// <summary>Makes a hash of nothing yet.</summary>
    public Sha256()
    {
        Reset();
    }

    /// <summary>Hashes an array at once.</summary>
    /// <param name="data">The bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Hash(byte[] data)
    {
        Sha256 sha = new Sha256();
        sha.Update(data, 0, data.Length);
        byte[] hash = new byte[HashLength];
        sha.Finish(hash, 0);
        return hash;
    }

    /// <summary>Starts anew; nothing of what was hashed remains in memory.</summary>
    public void Reset()
    {
        SetInitial();
        Array.Clear(_block, 0, BlockLength);
        _length = 0;
    }

    private void SetInitial()
    {
        _state[0] = 0x6A09E667;
        _state[1] = 0xBB67AE85;
        _state[2] = 0x3C6EF372;
        _state[3] = 0xA54FF53A;
        _state[4] = 0x510E527F;
        _state[5] = 0x9B05688C;
        _state[6] = 0x1F83D9AB;
        _state[7] = 0x5BE0CD19;
    }

    /// <summary>Makes this the same as another hash in progress, which goes on independently.</summary>
    /// <param name="other">The other hash.</param>
    public void CopyFrom(Sha256 other)
    {
        Array.Copy(other._state, 0, _state, 0, 8);
        Array.Copy(other._block, 0, _block, 0, BlockLength);
        _length = other._length;
    }

    /// <summary>Hashes further bytes.</summary>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="offset">First of them.</param>
    /// <param name="count">How many.</param>
    public void Update(byte[] data, int offset, int count)
    {
        int have = (int)(_length & 63);
        _length += (ulong)count;
        if (have > 0)
        {
            int take = BlockLength - have < count ? BlockLength - have : count;
            Array.Copy(data, offset, _block, have, take);
            if (have + take < BlockLength)
            {
                return;
            }

            Compress(_state, _block, 0);
            offset += take;
            count -= take;
        }

        while (count >= BlockLength)
        {
            Compress(_state, data, offset);
            offset += BlockLength;
            count -= BlockLength;
        }

        Array.Copy(data, offset, _block, 0, count);
    }

    /// <summary>Ends the hash, writes it and starts anew.</summary>
    /// <param name="hash">Takes 32 bytes.</param>
    /// <param name="offset">Where in <paramref name="hash"/>.</param>
    public void Finish(byte[] hash, int offset) => Finish(hash, offset, true);

    private void Finish(byte[] hash, int offset, bool anew)
    {
        ulong bits = _length << 3;
        int have = (int)(_length & 63);
        _block[have++] = 0x80;
        Array.Clear(_block, have, BlockLength - have);
        if (have > BlockLength - 8)
        {
            Compress(_state, _block, 0);
            Array.Clear(_block, 0, BlockLength);
        }

        for (int i = 0; i < 8; i++)
        {
            _block[BlockLength - 1 - i] = (byte)(bits >> (8 * i));
        }

        Compress(_state, _block, 0);
        for (int i = 0; i < 8; i++)
        {
            uint word = _state[i];
            hash[offset] = (byte)(word >> 24);
            hash[offset + 1] = (byte)(word >> 16);
            hash[offset + 2] = (byte)(word >> 8);
            hash[offset + 3] = (byte)word;
            offset += 4;
        }

        if (anew)
        {
            Reset();
        }
    }

    /// <summary>Makes the hash states after the two padded blocks of an HMAC key (FIPS 198-1, steps 1 to 4 and 7), and starts anew.</summary>
    /// <param name="key">Holds the key.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="count">Its length.</param>
    /// <param name="states">Takes 16 words, the inner state first.</param>
    internal void KeyPads(byte[] key, int offset, int count, uint[] states)
    {
        Reset();
        if (count > BlockLength)
        {
            Update(key, offset, count);
            Finish(_block, 0, false);
            Array.Clear(_block, HashLength, BlockLength - HashLength);
        }
        else
        {
            Array.Copy(key, offset, _block, 0, count);
        }

        Pad(0x36, states, 0);
        Pad(0x36 ^ 0x5C, states, 8);
        Reset();
    }

    /// <summary>Starts with a state that is the hash of one block.</summary>
    internal void Resume(uint[] states, int at)
    {
        Array.Copy(states, at, _state, 0, 8);
        _length = BlockLength;
    }

    private void Pad(uint change, uint[] states, int at)
    {
        for (int i = 0; i < BlockLength; i++)
        {
            _block[i] = (byte)(_block[i] ^ change);
        }

        SetInitial();
        Compress(_state, _block, 0);
        Array.Copy(_state, 0, states, at, 8);
    }
}
