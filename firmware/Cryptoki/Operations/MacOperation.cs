using System;
using NfToken.Cryptography;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>A MAC with a secret key: HMAC-SHA-256 or AES-CMAC.</summary>
internal sealed class MacOperation : Operation
{
    // What comes in parts is gathered for the board's HMAC up to this; a message that comes at once has its own length.
    private const int Gathered = 256;

    private readonly INativeHmac _native;
    private readonly AesCmac _cmac;
    private byte[] _key;
    private MacSha256 _hmac;

    /// <summary>Starts HMAC-SHA-256.</summary>
    /// <param name="native">The board's HMAC, or null.</param>
    /// <param name="key">The key; this operation's own from now on.</param>
    /// <param name="length">Bytes of the MAC, 1 to 32.</param>
    public MacOperation(INativeHmac native, byte[] key, int length)
    {
        _native = native;
        _key = key;
        ResultLength = length;
    }

    /// <summary>Starts AES-CMAC.</summary>
    /// <param name="cmac">With its key.</param>
    public MacOperation(AesCmac cmac)
    {
        _cmac = cmac;
        ResultLength = AesCmac.MacLength;
    }

    /// <inheritdoc/>
    public override bool TakesParts => true;

    /// <inheritdoc/>
    public override int ResultLength { get; }

    /// <inheritdoc/>
    public override uint Take(byte[] data, int offset, int count)
    {
        if (_cmac != null)
        {
            _cmac.Update(data, offset, count);
        }
        else
        {
            Start(HasParts ? Gathered : count);
            _hmac.Update(data, offset, count);
        }

        return CKR.CKR_OK;
    }

    /// <inheritdoc/>
    public override uint Finish(byte[] result)
    {
        byte[] mac = Compute();
        Array.Copy(mac, 0, result, 0, ResultLength);
        return CKR.CKR_OK;
    }

    /// <inheritdoc/>
    public override uint Check(byte[] signature)
    {
        byte[] mac = Compute();
        bool equal = BigEndian.Equal(mac, signature, ResultLength);

        // It would be the signature of what the caller has none for.
        Array.Clear(mac, 0, mac.Length);
        return equal ? CKR.CKR_OK : CKR.CKR_SIGNATURE_INVALID;
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        if (_cmac != null)
        {
            _cmac.Clear();
        }

        if (_hmac != null)
        {
            _hmac.Clear();
        }

        ForgetKey();
    }

    private void Start(int longest)
    {
        if (_hmac == null)
        {
            _hmac = new MacSha256(_native, longest);
            _hmac.SetKey(_key);
            ForgetKey();
        }
    }

    private byte[] Compute()
    {
        byte[] mac = new byte[MacSha256.MacLength];
        if (_cmac != null)
        {
            _cmac.Finish(mac, 0);
        }
        else
        {
            Start(0);
            _hmac.Finish(mac, 0);
        }

        return mac;
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
