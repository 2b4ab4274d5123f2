using System;
using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>
/// AES-CMAC (NIST SP 800-38B, RFC 4493), fed in pieces, over the board's native AES. Can be used again with the same key.
/// </summary>
/// <remarks>
/// There is no AES of ours for boards without one: an S-box looked up by secrets tells them to whoever watches caches, flash reads or the trace
/// of indices; one computed without look-ups costs an interpreter hundreds of instructions a byte and more code than all MACs together.
/// </remarks>
public sealed class AesCmac
{
    /// <summary>Bytes of a MAC.</summary>
    public const int MacLength = 16;

    private const int BlockLength = 16;

    // Blocks that go to the firmware at once: each call has its cost there, each byte a place here.
    private const int ChunkLength = 8 * BlockLength;

    private readonly INativeAes _aes;
    private readonly byte[] _key;
    private readonly byte[] _forWhole = new byte[BlockLength];
    private readonly byte[] _forPart = new byte[BlockLength];
    private readonly byte[] _chain = new byte[BlockLength];
    private readonly byte[] _chunk = new byte[ChunkLength];
    private int _count;

    /// <summary>Makes a MAC with a key.</summary>
    /// <param name="aes">The board's AES.</param>
    /// <param name="key">The key, of a length that the board's AES has; copied, and the copy lives until <see cref="Clear"/>.</param>
    /// <exception cref="ArgumentException">The board's AES has no keys of this length.</exception>
    public AesCmac(INativeAes aes, byte[] key)
    {
        if (!aes.HasKeyLength(key.Length))
        {
            throw new ArgumentException("no such AES key length", nameof(key));
        }

        _aes = aes;
        _key = new byte[key.Length];
        Array.Copy(key, 0, _key, 0, key.Length);

        // SP 800-38B, 6.1: L = E(0), K1 = 2·L, K2 = 4·L.
        byte[] l = aes.EncryptCbc(_key, _chain, _forWhole);
        Double(l, _forWhole);
        Double(_forWhole, _forPart);
        Array.Clear(l, 0, l.Length);
    }

    /// <summary>Authenticates further bytes.</summary>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="offset">First of them.</param>
    /// <param name="count">How many.</param>
    public void Update(byte[] data, int offset, int count)
    {
        while (count > 0)
        {
            // The last block is treated differently: a full chunk waits until it is known not to have it.
            if (_count == ChunkLength)
            {
                Chain(_chunk);
            }

            int take = ChunkLength - _count < count ? ChunkLength - _count : count;
            Array.Copy(data, offset, _chunk, _count, take);
            _count += take;
            offset += take;
            count -= take;
        }
    }

    /// <summary>Ends the MAC, writes it and starts anew with the same key.</summary>
    /// <param name="mac">Takes 16 bytes.</param>
    /// <param name="offset">Where in <paramref name="mac"/>.</param>
    public void Finish(byte[] mac, int offset)
    {
        // SP 800-38B, 6.2, steps 3 and 4.
        int start = _count == 0 ? 0 : (_count - 1) / BlockLength * BlockLength;
        byte[] subkey = _forWhole;
        if (_count - start < BlockLength)
        {
            subkey = _forPart;
            _chunk[_count] = 0x80;
            Array.Clear(_chunk, _count + 1, start + BlockLength - _count - 1);
        }

        for (int i = 0; i < BlockLength; i++)
        {
            _chunk[start + i] = (byte)(_chunk[start + i] ^ subkey[i]);
        }

        byte[] last = _chunk;
        int length = start + BlockLength;
        if (length != ChunkLength)
        {
            last = new byte[length];
            Array.Copy(_chunk, 0, last, 0, length);
        }

        Chain(last);
        Array.Copy(_chain, 0, mac, offset, MacLength);
        Array.Clear(last, 0, last.Length);
        Forget();
    }

    /// <summary>Forgets key and message; the MAC is of no use any more.</summary>
    public void Clear()
    {
        Forget();
        Array.Clear(_key, 0, _key.Length);
        Array.Clear(_forWhole, 0, BlockLength);
        Array.Clear(_forPart, 0, BlockLength);
    }

    /// <summary>The double of a number of GF(2^128), reduced without a branch.</summary>
    private static void Double(byte[] number, byte[] result)
    {
        uint carry = 0;
        for (int i = BlockLength - 1; i >= 0; i--)
        {
            carry |= (uint)number[i] << 1;
            result[i] = (byte)carry;
            carry >>= 8;
        }

        result[BlockLength - 1] = (byte)(result[BlockLength - 1] ^ ((0u - carry) & 0x87));
    }

    private void Chain(byte[] blocks)
    {
        byte[] encrypted = _aes.EncryptCbc(_key, _chain, blocks);
        Array.Copy(encrypted, encrypted.Length - BlockLength, _chain, 0, BlockLength);
        Array.Clear(encrypted, 0, encrypted.Length);
        _count = 0;
    }

    private void Forget()
    {
        Array.Clear(_chain, 0, BlockLength);
        Array.Clear(_chunk, 0, ChunkLength);
        _count = 0;
    }
}
