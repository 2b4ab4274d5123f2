using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>SHA-256.</summary>
internal sealed class DigestOperation : Operation
{
    private readonly Sha256 _sha = new Sha256();

    /// <inheritdoc/>
    public override bool TakesParts => true;

    /// <inheritdoc/>
    public override int ResultLength => Sha256.HashLength;

    /// <inheritdoc/>
    public override uint Take(byte[] data, int offset, int count)
    {
        _sha.Update(data, offset, count);
        return CKR.CKR_OK;
    }

    /// <inheritdoc/>
    public override uint Finish(byte[] result)
    {
        _sha.Finish(result, 0);
        return CKR.CKR_OK;
    }

    /// <inheritdoc/>
    public override uint Check(byte[] signature) => CKR.CKR_GENERAL_ERROR;

    /// <inheritdoc/>
    public override void Clear() => _sha.Reset();
}
