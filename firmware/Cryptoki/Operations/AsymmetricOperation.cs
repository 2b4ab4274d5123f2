using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>A signature or its verification: gathers what is signed, a hash that is made here or data that come as a whole.</summary>
internal abstract class AsymmetricOperation : Operation
{
    private readonly Sha256 _sha;
    private byte[] _data;

    /// <summary>Starts.</summary>
    /// <param name="hashes">Whether the mechanism hashes the message with SHA-256 itself.</param>
    protected AsymmetricOperation(bool hashes)
    {
        _sha = hashes ? new Sha256() : null;
    }

    /// <inheritdoc/>
    public override bool TakesParts => _sha != null;

    /// <inheritdoc/>
    public override uint Take(byte[] data, int offset, int count)
    {
        if (_sha != null)
        {
            _sha.Update(data, offset, count);
            return CKR.CKR_OK;
        }

        if (!IsLength(count))
        {
            return CKR.CKR_DATA_LEN_RANGE;
        }

        _data = new byte[count];
        Array.Copy(data, offset, _data, 0, count);
        return CKR.CKR_OK;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        if (_sha != null)
        {
            _sha.Reset();
        }

        if (_data != null)
        {
            Array.Clear(_data, 0, _data.Length);
        }
    }

    /// <summary>Whether so many bytes can be signed.</summary>
    /// <param name="count">Bytes, where the mechanism does not hash.</param>
    protected abstract bool IsLength(int count);

    /// <summary>What is to be signed: the hash, or the data.</summary>
    protected byte[] GetInput()
    {
        if (_sha != null)
        {
            _data = new byte[Sha256.HashLength];
            _sha.Finish(_data, 0);
        }

        return _data;
    }
}
