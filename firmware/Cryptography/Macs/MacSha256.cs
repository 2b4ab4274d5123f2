using System;
using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>
/// HMAC with SHA-256 (FIPS 198-1), fed in pieces, by the board's firmware where that has it and the message is short enough to be held
/// until its end, otherwise by <see cref="HmacSha256"/>. Can be used again with the same key.
/// </summary>
/// <remarks>The firmware takes messages whole only, so that pieces must be gathered; one that is too long goes on in interpreted code.</remarks>
public sealed class MacSha256
{
    /// <summary>Bytes of a MAC.</summary>
    public const int MacLength = Sha256.HashLength;

    private readonly INativeHmac _native;
    private readonly byte[] _gathered;
    private byte[] _key;
    private int _count;
    private HmacSha256 _own;
    private bool _runsOwn;

    /// <summary>Makes a MAC without a key: <see cref="SetKey"/> comes first.</summary>
    /// <param name="native">The board's HMAC; null where it has none.</param>
    /// <param name="longest">Bytes of the longest message that is gathered for the board's HMAC: so much memory is kept.</param>
    public MacSha256(INativeHmac native, int longest)
    {
        _native = native;
        _gathered = new byte[native == null ? 0 : longest];
    }

    /// <summary>Authenticates a message that is there as a whole.</summary>
    /// <param name="native">The board's HMAC; null where it has none.</param>
    /// <param name="key">The key, of any length; not kept.</param>
    /// <param name="message">The message.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Compute(INativeHmac native, byte[] key, byte[] message)
    {
        if (native != null)
        {
            return native.ComputeHmacSha256(key, message);
        }

        byte[] mac = new byte[MacLength];
        HmacSha256 own = new HmacSha256(key);
        own.Update(message, 0, message.Length);
        own.Finish(mac, 0);
        own.Clear();
        return mac;
    }

    /// <summary>Takes a key and starts anew.</summary>
    /// <param name="key">The key, of any length; copied, and the copy lives until <see cref="Clear"/>.</param>
    public void SetKey(byte[] key)
    {
        Forget();
        if (_native == null)
        {
            RunOwn(key);
            return;
        }

        _runsOwn = false;
        if (_key == null || _key.Length != key.Length)
        {
            ForgetKey();
            _key = new byte[key.Length];
        }

        Array.Copy(key, 0, _key, 0, key.Length);
    }

    /// <summary>Authenticates further bytes.</summary>
    /// <param name="data">Holds the bytes.</param>
    /// <param name="offset">First of them.</param>
    /// <param name="count">How many.</param>
    public void Update(byte[] data, int offset, int count)
    {
        if (!_runsOwn)
        {
            if (count <= _gathered.Length - _count)
            {
                Array.Copy(data, offset, _gathered, _count, count);
                _count += count;
                return;
            }

            RunOwn(_key);
            _own.Update(_gathered, 0, _count);
            Forget();
        }

        _own.Update(data, offset, count);
    }

    /// <summary>Ends the MAC, writes it and starts anew with the same key.</summary>
    /// <param name="mac">Takes 32 bytes.</param>
    /// <param name="offset">Where in <paramref name="mac"/>.</param>
    public void Finish(byte[] mac, int offset)
    {
        if (_runsOwn)
        {
            _own.Finish(mac, offset);
            _runsOwn = _native == null;
            return;
        }

        byte[] message = _gathered;
        if (_count != _gathered.Length)
        {
            message = new byte[_count];
            Array.Copy(_gathered, 0, message, 0, _count);
        }

        byte[] result = _native.ComputeHmacSha256(_key, message);
        Array.Copy(result, 0, mac, offset, MacLength);
        Array.Clear(result, 0, MacLength);
        Array.Clear(message, 0, message.Length);
        Forget();
    }

    /// <summary>Forgets key and message.</summary>
    public void Clear()
    {
        Forget();
        ForgetKey();
        if (_own != null)
        {
            _own.Clear();
        }

        _runsOwn = false;
    }

    private void RunOwn(byte[] key)
    {
        _own ??= new HmacSha256();
        _own.SetKey(key);
        _runsOwn = true;
    }

    private void Forget()
    {
        Array.Clear(_gathered, 0, _count);
        _count = 0;
    }

    private void ForgetKey()
    {
        if (_key != null)
        {
            Array.Clear(_key, 0, _key.Length);
            _key = null;
        }
    }
}
