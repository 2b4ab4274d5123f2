using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>RSA signatures: PKCS #1 v1.5, PSS, and without padding.</summary>
internal sealed class RsaOperation : AsymmetricOperation
{
    // RFC 8017, 9.2: padding of PKCS #1 v1.5 takes 11 bytes at least.
    private const int Padding = 11;

    private readonly uint _traits;
    private readonly IRsa _rsa;
    private readonly IRandomGenerator _random;
    private readonly RsaPrivateKey _privateKey;
    private readonly PublicKeyInfo _publicKey;
    private readonly int _saltLength;

    /// <summary>Starts.</summary>
    /// <param name="traits">The mechanism's, see <see cref="MechanismTable"/>.</param>
    /// <param name="rsa">RSA.</param>
    /// <param name="random">Makes salts and hedges blinds; may be null where no salt is needed.</param>
    /// <param name="privateKey">Private key, this operation's own from now on; null to verify.</param>
    /// <param name="publicKey">Public key.</param>
    /// <param name="saltLength">Bytes of a PSS salt.</param>
    public RsaOperation(uint traits, IRsa rsa, IRandomGenerator random, RsaPrivateKey privateKey, PublicKeyInfo publicKey, int saltLength)
        : base((traits & MechanismTable.Hashes) != 0)
    {
        _traits = traits & MechanismTable.Scheme;
        _rsa = rsa;
        _random = random;
        _privateKey = privateKey;
        _publicKey = publicKey;
        _saltLength = saltLength;
    }

    /// <inheritdoc/>
    public override int ResultLength => _publicKey.Modulus.Length;

    /// <inheritdoc/>
    public override uint Finish(byte[] result)
    {
        byte[] input = GetInput();
        byte[] signature;
        if (_traits == MechanismTable.Pss)
        {
            byte[] salt = new byte[_saltLength];
            _random.Generate(salt, 0, salt.Length);
            signature = _rsa.SignPss(_privateKey, input, salt, Hedge.Take(_random));
        }
        else if (_traits == MechanismTable.Pkcs1)
        {
            signature = _rsa.SignPkcs1(_privateKey, Encode(input), Hedge.Take(_random));
        }
        else if (IsBelowModulus(input))
        {
            signature = _rsa.SignRaw(_privateKey, input, Hedge.Take(_random));
        }
        else
        {
            return CKR.CKR_DATA_INVALID;
        }

        Array.Copy(signature, 0, result, 0, signature.Length);
        return CKR.CKR_OK;
    }

    /// <inheritdoc/>
    public override uint Check(byte[] signature)
    {
        byte[] input = GetInput();
        bool good = _traits switch
        {
            MechanismTable.Pss => _rsa.VerifyPss(_publicKey, input, _saltLength, signature),
            MechanismTable.Pkcs1 => _rsa.VerifyPkcs1(_publicKey, Encode(input), signature),
            _ => _rsa.VerifyRaw(_publicKey, input, signature),
        };
        return good ? CKR.CKR_OK : CKR.CKR_SIGNATURE_INVALID;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        if (_privateKey != null)
        {
            _privateKey.Clear();
        }
    }

    /// <inheritdoc/>
    protected override bool IsLength(int count) => _traits switch
    {
        MechanismTable.Pss => count == Sha256.HashLength,
        MechanismTable.Pkcs1 => count <= ResultLength - Padding,
        _ => count <= ResultLength,
    };

    private byte[] Encode(byte[] input) => TakesParts ? DigestInfo.OfSha256(input) : input;

    private bool IsBelowModulus(byte[] number) =>
        number.Length < ResultLength || BigEndian.Less(number, _publicKey.Modulus);
}
