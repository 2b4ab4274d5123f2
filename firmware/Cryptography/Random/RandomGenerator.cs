using System;
using NfToken.Pal;

namespace NfToken.Cryptography;

/// <summary>
/// The token's random bytes: HMAC_DRBG over the board's noise sources and the NV seed. <c>ENTROPY.md</c> in this room draws it.
/// </summary>
/// <remarks>
/// A token has one. It is safe under threads, but its store is not: whoever else uses that store holds the same lock around both, as a
/// token does around its calls.
/// </remarks>
public sealed class RandomGenerator : IRandomGenerator
{
    /// <summary>Requests between two seedings, each of which replaces the NV seed.</summary>
    public const int SeedingInterval = 256;

    /// <summary>Bits of credit that a seeding takes: 256 for the strength and 128 in a nonce's place (SP 800-90A, 8.6.7).</summary>
    internal const int RequiredBits = 384;

    // What keys are derived from: purpose, state so far, input of the caller, noise.
    private const int StateAt = 1;
    private const int InputAt = StateAt + Sha256.HashLength;
    private const int NoiseAt = InputAt + Sha256.HashLength;

    private const string NoSeed = "no entropy: no healthy noise source and no NV seed; inject one: nftoken seed inject";
    private const string NoNoise = "no fresh entropy: no healthy noise source";

    private readonly object _gate = new object();
    private readonly INativeHmac _hmac;
    private readonly NvSeed _seed;
    private readonly NoiseMonitor[] _sources;
    private readonly HmacDrbg _drbg;
    private readonly int _messageLength;
    private bool _isTested;
    private bool _isStarted;
    private int _requests;

    /// <summary>Makes a generator. Nothing is read or written before its first use.</summary>
    /// <param name="sources">The board's noise, credited or not, in any order that is always the same; null where there is none.</param>
    /// <param name="seedStore">Holds the NV seed; null where there is no store.</param>
    /// <param name="hmac">The board's HMAC; null where it has none.</param>
    /// <param name="console">Hears of sources that fail; or null.</param>
    public RandomGenerator(INoiseSource[] sources, ObjectStore seedStore, INativeHmac hmac, IConsole console)
    {
        _hmac = hmac;
        _seed = new NvSeed(seedStore);
        _drbg = new HmacDrbg(hmac);
        _sources = new NoiseMonitor[sources == null ? 0 : sources.Length];
        _messageLength = NoiseAt;
        for (int i = 0; i < _sources.Length; i++)
        {
            _sources[i] = new NoiseMonitor(sources[i], console);
            _messageLength += _sources[i].Length;
        }
    }

    /// <summary>
    /// Whether each request is preceded by a seeding from credited noise (SP 800-90A, 9.3.1): who got to know the state before does not know what comes.
    /// Then there is randomness only while a credited source is in health; the NV seed, which is no fresh entropy, does not do.
    /// </summary>
    public bool PredictionResistance { get; set; }

    /// <summary>Requests between two seedings, <see cref="SeedingInterval"/> unless set; at most 2^31 - 1, of the 2^48 that SP 800-90A allows.</summary>
    public int Interval { get; set; } = SeedingInterval;

    /// <inheritdoc/>
    public void Generate(byte[] buffer, int offset, int count)
    {
        if (offset < 0 || count < 0 || count > buffer.Length - offset)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        lock (_gate)
        {
            if (!_isStarted || _requests >= Interval)
            {
                Seed(null, true);
            }
            else if (PredictionResistance)
            {
                Seed(null, false);
            }

            bool isDone = false;
            try
            {
                for (int done = 0; !isDone; done += HmacDrbg.MaxRequest)
                {
                    int take = count - done < HmacDrbg.MaxRequest ? count - done : HmacDrbg.MaxRequest;
                    _drbg.Generate(buffer, offset + done, take, null);
                    _requests++;
                    isDone = done + take == count;
                }
            }
            finally
            {
                if (!isDone)
                {
                    Array.Clear(buffer, offset, count);
                    Forget();
                }
            }
        }
    }

    /// <inheritdoc/>
    public void AddSeed(byte[] input)
    {
        lock (_gate)
        {
            Seed(input, true);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            Forget();
            foreach (NoiseMonitor source in _sources)
            {
                source.Restart();
            }
        }
    }

    /// <summary>Tests the sources that are not tested yet and looks for the seed. Makes no randomness and changes nothing in the store.</summary>
    /// <exception cref="StoreException">The part failed.</exception>
    public RandomStatus GetStatus()
    {
        lock (_gate)
        {
            bool hasSeed = _seed.Exists;
            bool canGenerate = hasSeed && !PredictionResistance;
            NoiseStatus[] sources = new NoiseStatus[_sources.Length];
            for (int i = 0; i < sources.Length; i++)
            {
                _sources[i].Test();
                sources[i] = _sources[i].Status;
                canGenerate |= sources[i].Verdict == NoiseVerdict.Healthy;
            }

            return new RandomStatus(sources, hasSeed, canGenerate);
        }
    }

    /// <summary>
    /// Seeds the generator from all there is: the state so far, the caller's input, the sources and the NV seed. The NV seed is replaced before: by a value made
    /// of the same, under another number. Where anything fails the state is gone, and the next call starts from the beginning.
    /// </summary>
    /// <param name="input">The caller's; or null.</param>
    /// <param name="usesSeed">Whether the NV seed takes part. Without it only noise counts.</param>
    private void Seed(byte[] input, bool usesSeed)
    {
        byte[] message = new byte[_messageLength];
        byte[] old = null;
        byte[] material = null;
        bool isDone = false;
        try
        {
            int credit = Gather(message, input);
            if (usesSeed)
            {
                old = _seed.Read();
                if (old != null && !PredictionResistance)
                {
                    credit += 8 * SystemRecord.SeedLength;
                }
            }

            if (credit < RequiredBits)
            {
                throw new RandomException(RandomError.NoSource, PredictionResistance ? NoNoise : NoSeed, null);
            }

            byte[] key = old ?? new byte[SystemRecord.SeedLength];
            material = Derive(key, message, 1);
            if (old != null)
            {
                _seed.Replace(material);
                Array.Clear(material, 0, material.Length);
            }

            material = Derive(key, message, 3);
            if (_isStarted)
            {
                _drbg.Reseed(material, null);
            }
            else
            {
                _drbg.Instantiate(material, null, null);
            }

            _isStarted = true;
            isDone = true;
            if (usesSeed)
            {
                _requests = 0;
            }
        }
        finally
        {
            ObjectStore.GetObjectValueCleanup(message);
            ObjectStore.GetObjectValueCleanup(old);
            ObjectStore.GetObjectValueCleanup(material);
            if (!isDone)
            {
                Forget();
            }
        }
    }

    /// <summary>Puts together what keys are derived from.</summary>
    /// <returns>Bits that the noise in it is credited with.</returns>
    private int Gather(byte[] message, byte[] input)
    {
        if (!_isTested && !HmacDrbgTest.Passes(_hmac))
        {
            throw new RandomException(RandomError.SelfTest, "HMAC_DRBG self-test failed", null);
        }

        _isTested = true;
        if (_isStarted)
        {
            _drbg.Generate(message, StateAt, Sha256.HashLength, null);
        }

        if (input != null)
        {
            byte[] hash = Sha256.Hash(input);
            Array.Copy(hash, 0, message, InputAt, Sha256.HashLength);
            Array.Clear(hash, 0, Sha256.HashLength);
        }

        int credit = 0;
        int at = NoiseAt;
        foreach (NoiseMonitor source in _sources)
        {
            credit += source.Read(message, at);
            at += source.Length;
        }

        return credit;
    }

    /// <summary>64 bytes: HMAC under the old seed of the message with a number of their own for each half.</summary>
    private byte[] Derive(byte[] seed, byte[] message, byte number)
    {
        byte[] derived = new byte[2 * Sha256.HashLength];
        for (int at = 0; at < derived.Length; at += Sha256.HashLength)
        {
            message[0] = number++;
            byte[] half = MacSha256.Compute(_hmac, seed, message);
            Array.Copy(half, 0, derived, at, Sha256.HashLength);
            Array.Clear(half, 0, Sha256.HashLength);
        }

        return derived;
    }

    private void Forget()
    {
        _drbg.Clear();
        _isStarted = false;
        _requests = 0;
    }
}
