using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>ECDSA on P-256; of a longer hash the leftmost 256 bits count (FIPS 186-5, 6.4.1).</summary>
internal sealed class EcdsaOperation : AsymmetricOperation
{
    private readonly byte[] _scalar;
    private readonly byte[] _point;
    private readonly IRandomGenerator _random;

    /// <summary>Starts.</summary>
    /// <param name="hashes">Whether the message is hashed here.</param>
    /// <param name="scalar">Private key, this operation's own from now on; null to verify.</param>
    /// <param name="point">Public key; null to sign.</param>
    /// <param name="random">Hedges the nonces; may be null.</param>
    public EcdsaOperation(bool hashes, byte[] scalar, byte[] point, IRandomGenerator random)
        : base(hashes)
    {
        _scalar = scalar;
        _point = point;
        _random = random;
    }

    /// <inheritdoc/>
    public override int ResultLength => Ecdsa.SignatureLength;

    /// <inheritdoc/>
    public override uint Finish(byte[] result)
    {
        Ecdsa.Sign(_scalar, GetInput(), Hedge.Take(_random), result, 0);
        return CKR.CKR_OK;
    }

    /// <inheritdoc/>
    public override uint Check(byte[] signature) => Ecdsa.Verify(_point, GetInput(), signature) ? CKR.CKR_OK : CKR.CKR_SIGNATURE_INVALID;

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        if (_scalar != null)
        {
            Array.Clear(_scalar, 0, _scalar.Length);
        }
    }

    /// <inheritdoc/>
    protected override bool IsLength(int count) => count > 0;
}
