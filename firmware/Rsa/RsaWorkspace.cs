using System;
using NfToken.Cryptography;

namespace NfToken.Rsa;

/// <summary>
/// Working memory of RSA, kept between operations so that none leaves garbage: made for the largest key that came, cleared after each use. Whoever uses it
/// holds <see cref="Gate"/>: a second thread waits, because memory for two is more than a board has.
/// </summary>
internal sealed class RsaWorkspace
{
    /// <summary>What users lock. An array, because a static initialiser may make nothing else.</summary>
    public static readonly byte[] Gate = [0];

    private static RsaWorkspace _kept;

    private readonly int _limbs;
    private int _primeLimbs;

    private RsaWorkspace(int modulusBits)
    {
        _limbs = MontgomeryModulus.LimbsFor(modulusBits);
        Modulus = new MontgomeryModulus(_limbs);
        X = new ulong[_limbs];
        Y = new ulong[_limbs];
        Message = new byte[(modulusBits + 7) / 8];
        Scratch = new byte[Message.Length];
    }

    /// <summary>Arithmetic modulo n, p or q.</summary>
    public MontgomeryModulus Modulus { get; }

    /// <summary>A number.</summary>
    public ulong[] X { get; }

    /// <summary>A number.</summary>
    public ulong[] Y { get; }

    /// <summary>Modulo a prime: the blind, then its inverse.</summary>
    public ulong[] Blind { get; private set; }

    /// <summary>Modulo a prime: what was computed modulo the other one.</summary>
    public ulong[] Other { get; private set; }

    /// <summary>Modulo a prime: the powers of a window.</summary>
    public ulong[] Table { get; private set; }

    /// <summary>The encoded message, as long as the modulus.</summary>
    public byte[] Message { get; }

    /// <summary>A number in bytes, as long as the modulus or shorter.</summary>
    public byte[] Scratch { get; }

    /// <summary>Hashes for blinds and PSS.</summary>
    public Sha256 Sha { get; } = new Sha256();

    /// <summary>A hash.</summary>
    public byte[] Block { get; } = new byte[Sha256.HashLength];

    /// <summary>Another hash.</summary>
    public byte[] Seed { get; } = new byte[Sha256.HashLength];

    /// <summary>Eight bytes, zeros when an operation begins.</summary>
    public byte[] Counter { get; } = new byte[8];

    /// <summary>Memory for a public operation.</summary>
    /// <param name="key">An RSA key.</param>
    public static RsaWorkspace For(PublicKeyInfo key)
    {
        int bits = BigEndian.BitLength(key.Modulus);
        if (_kept == null || _kept.Message.Length < key.Modulus.Length || _kept._limbs < MontgomeryModulus.LimbsFor(bits))
        {
            // The old one goes first: a small heap may not hold both.
            _kept = null;
            _kept = new RsaWorkspace(bits);
        }

        return _kept;
    }

    /// <summary>Memory for a private operation.</summary>
    /// <param name="key">The key.</param>
    public static RsaWorkspace For(RsaPrivateKey key)
    {
        RsaWorkspace workspace = For(key.PublicKey);
        int limbs = RsaPrimitive.PrimeLimbs(key);
        if (workspace._primeLimbs < limbs)
        {
            workspace._primeLimbs = 0;
            workspace.Blind = new ulong[limbs];
            workspace.Other = new ulong[limbs];
            workspace.Table = new ulong[RsaPrimePower.TableWords(limbs)];
            workspace._primeLimbs = limbs;
        }

        return workspace;
    }

    /// <summary>Gives the memory back until it is needed again.</summary>
    public static void Drop() => _kept = null;

    /// <summary>Fills everything with zeros.</summary>
    public void Clear()
    {
        Modulus.Clear();
        Array.Clear(X, 0, X.Length);
        Array.Clear(Y, 0, Y.Length);
        Array.Clear(Message, 0, Message.Length);
        Array.Clear(Scratch, 0, Scratch.Length);
        Array.Clear(Block, 0, Block.Length);
        Array.Clear(Seed, 0, Seed.Length);
        Array.Clear(Counter, 0, Counter.Length);
        Sha.Reset();
        if (_primeLimbs > 0)
        {
            Array.Clear(Blind, 0, Blind.Length);
            Array.Clear(Other, 0, Other.Length);
            Array.Clear(Table, 0, Table.Length);
        }
    }
}
