using System;
using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>
/// HMAC_DRBG with SHA-256 (NIST SP 800-90A Rev. 1, 10.1.2), 256 bits strong. Knows nothing of where entropy comes from. Not safe under threads.
/// </summary>
public sealed class HmacDrbg
{
    /// <summary>Bytes of a request at the most (SP 800-90A, table 2: 2^19 bits).</summary>
    public const int MaxRequest = 65536;

    /// <summary>Requests between two seedings at the most. SP 800-90A would allow 2^48.</summary>
    public const int MaxRequests = 1 << 16;

    private const int Length = Sha256.HashLength;

    // V, a byte and inputs of usual lengths are held for the board's HMAC; longer ones go through interpreted code.
    private const int Gathered = 128;

    private readonly MacSha256 _mac;
    private readonly byte[] _v = new byte[Length];
    private readonly byte[] _key = new byte[Length];
    private int _requests = -1;

    /// <summary>Makes a generator without a state: <see cref="Instantiate"/> comes first.</summary>
    /// <param name="hmac">The board's HMAC; null where it has none.</param>
    public HmacDrbg(INativeHmac hmac)
    {
        _mac = new MacSha256(hmac, Gathered);
    }

    /// <summary>Makes the first state (10.1.2.3). A former one is forgotten.</summary>
    /// <param name="entropy">Input with at least 256 bits of entropy, 384 where there is no nonce (8.6.7); not kept.</param>
    /// <param name="nonce">What never comes a second time, or has 128 bits of entropy; or null.</param>
    /// <param name="personalization">What tells this generator from others; or null.</param>
    public void Instantiate(byte[] entropy, byte[] nonce, byte[] personalization)
    {
        Clear();
        _mac.SetKey(_key);
        for (int i = 0; i < Length; i++)
        {
            _v[i] = 1;
        }

        Update(entropy, nonce, personalization);
        _requests = 0;
    }

    /// <summary>Adds entropy (10.1.2.4).</summary>
    /// <param name="entropy">Input with at least 256 bits of entropy; not kept.</param>
    /// <param name="additional">Further input; or null.</param>
    /// <exception cref="InvalidOperationException">There is no state.</exception>
    public void Reseed(byte[] entropy, byte[] additional)
    {
        RequireState();
        Update(entropy, additional, null);
        _requests = 0;
    }

    /// <summary>Makes bytes (10.1.2.5).</summary>
    /// <param name="buffer">Takes them.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="count">How many, up to <see cref="MaxRequest"/>.</param>
    /// <param name="additional">Further input; or null.</param>
    /// <returns>False where <see cref="MaxRequests"/> have been answered: <see cref="Reseed"/> comes first. Nothing was written then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Too many bytes for a request.</exception>
    /// <exception cref="InvalidOperationException">There is no state.</exception>
    public bool Generate(byte[] buffer, int offset, int count, byte[] additional)
    {
        RequireState();
        if (count < 0 || count > MaxRequest)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        if (_requests >= MaxRequests)
        {
            return false;
        }

        if (additional != null && additional.Length > 0)
        {
            Update(additional, null, null);
        }

        while (count > 0)
        {
            NextV();
            int take = count < Length ? count : Length;
            Array.Copy(_v, 0, buffer, offset, take);
            offset += take;
            count -= take;
        }

        Update(additional, null, null);
        _requests++;
        return true;
    }

    /// <summary>Makes bytes with prediction resistance (9.3.1): whoever knew the state does not know them.</summary>
    /// <param name="buffer">Takes them.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="count">How many, up to <see cref="MaxRequest"/>.</param>
    /// <param name="additional">Further input; or null.</param>
    /// <param name="entropy">Fresh input with at least 256 bits of entropy; not kept.</param>
    /// <exception cref="ArgumentOutOfRangeException">Too many bytes for a request.</exception>
    /// <exception cref="InvalidOperationException">There is no state.</exception>
    public void GenerateFresh(byte[] buffer, int offset, int count, byte[] additional, byte[] entropy)
    {
        Reseed(entropy, additional);
        Generate(buffer, offset, count, null);
    }

    /// <summary>Forgets the state (9.4, uninstantiate).</summary>
    public void Clear()
    {
        _requests = -1;
        _mac.Clear();
        Array.Clear(_v, 0, Length);
        Array.Clear(_key, 0, Length);
    }

    private void RequireState()
    {
        if (_requests < 0)
        {
            throw new InvalidOperationException();
        }
    }

    private void NextV()
    {
        _mac.Update(_v, 0, Length);
        _mac.Finish(_v, 0);
    }

    /// <summary>HMAC_DRBG_Update (10.1.2.2) with up to three inputs, as if they were one.</summary>
    private void Update(byte[] a, byte[] b, byte[] c)
    {
        byte[] round = new byte[1];
        bool hasInput = true;
        for (; round[0] < 2 && hasInput; round[0]++)
        {
            _mac.Update(_v, 0, Length);
            _mac.Update(round, 0, 1);
            hasInput = Feed(a) | Feed(b) | Feed(c);
            _mac.Finish(_key, 0);
            _mac.SetKey(_key);
            Array.Clear(_key, 0, Length);
            NextV();
        }
    }

    private bool Feed(byte[] input)
    {
        if (input == null || input.Length == 0)
        {
            return false;
        }

        _mac.Update(input, 0, input.Length);
        return true;
    }
}
