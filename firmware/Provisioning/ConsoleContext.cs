using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary>What the commands share: the parts, and a session that lasts from one command to the next, so that a log-in does.</summary>
internal sealed class ConsoleContext
{
    private TokenSession _session;

    public ConsoleContext(ConsoleParts parts)
    {
        Parts = parts;
    }

    public ConsoleParts Parts { get; }

    /// <summary>A read/write session.</summary>
    /// <exception cref="CryptokiException">None can be opened.</exception>
    public TokenSession Session
    {
        get
        {
            // Whoever finalises the token, or closes all sessions, closes this one.
            if (_session != null && Parts.Token.C_GetSessionInfo(_session.Handle, out CkSessionInfo _) != CKR.CKR_OK)
            {
                _session = null;
            }

            return _session ??= TokenSession.Open(Parts.Token, true);
        }
    }

    /// <summary>The board's number in hexadecimal.</summary>
    public string DeviceId => Parts.DeviceId == null ? "board" : Hex.ToText(Parts.DeviceId.ReadDeviceId());

    public void CloseSession()
    {
        _session?.Dispose();
        _session = null;
    }

    /// <summary>The newest of the device's private keys, whether it has a certificate yet or not.</summary>
    /// <exception cref="ConsoleException">There is none.</exception>
    public uint NewestKey()
    {
        uint key = Session.FindObject(CKO.CKO_PRIVATE_KEY, Labels.DevicePrivateKey);
        return key != CK.CK_INVALID_HANDLE ? key : throw new ConsoleException(ErrorCode.Missing, "no device key: keygen or import key");
    }

    /// <summary>The public half of one of the token's private keys.</summary>
    /// <param name="key">Its handle.</param>
    public PublicKeyInfo PublicKeyOf(uint key) => PublicKeyInfo.Parse(Session.GetAttribute(key, CKA.CKA_PUBLIC_KEY_INFO));

    /// <summary>All identities, the one to use first; null where there is none.</summary>
    public Identity[] FindIdentities()
    {
        try
        {
            return new IdentityFinder(Session).FindAll();
        }
        catch (NfToken.Pal.TlsException)
        {
            return null;
        }
    }

    /// <summary>Demands that whoever destroys something says which board is meant.</summary>
    /// <param name="line">The command.</param>
    /// <param name="index">The word that has to be the board's number.</param>
    /// <exception cref="ConsoleException">It is not.</exception>
    public void ExpectDeviceId(CommandLine line, int index)
    {
        if (!line.Is(index, DeviceId))
        {
            throw new ConsoleException(ErrorCode.Usage, "to confirm, give this board's number: " + DeviceId);
        }
    }
}
