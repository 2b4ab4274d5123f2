namespace NfToken.Pal.Nano;

/// <summary>
/// The numbers by which the firmware says why TLS failed. There are three kinds: negative, mbedTLS's error (mbedtls/ssl.h, x509.h, net_sockets.h); positive,
/// after a failed verification, mbedTLS's flags, of which several may be set; or 3 to 9, the firmware's own step before the handshake (nf-interpreter, SslError).
/// </summary>
internal static class MbedTlsFailure
{
    private const int StepSeed = 3;
    private const int StepKey = 6;
    private const int StepCertificate = 7;

    // mbedtls/x509.h, MBEDTLS_X509_BADCERT_* and _BADCRL_*.
    private const int FlagExpired = 0x01;
    private const int FlagName = 0x04;
    private const int FlagNotTrusted = 0x08;
    private const int FlagFuture = 0x0200;

    /// <summary>Puts a number into words.</summary>
    /// <param name="code">What the exception holds.</param>
    public static TlsException Explain(int code) => code < 0 ? ExplainError(-code) : ExplainFlags(code);

    private static TlsException ExplainError(int code)
    {
        switch (code)
        {
            case 0x2700:
                return Make(TlsError.UnknownAuthority, "X509 verify failed", code);
            case 0x7780:
                // Mostly the device's certificate: in TLS 1.2 the server judges it within the handshake.
                return Make(TlsError.ClientCertificateRefused, "fatal alert from server", code);
            case 0x6E00:
            case 0x6E80:
                return Make(TlsError.NoCommonParameters, "handshake failure", code);
            case 0x7080:
            case 0x7500:
                return Make(TlsError.NoCommonParameters, "protocol version", code);
            case 0x6600:
            case 0x7100:
                return Make(TlsError.NoCommonParameters, "parameters", code);
            case 0x7200:
                return Make(TlsError.Other, "invalid record: not TLS?", code);
            case 0x7900:
                return Make(TlsError.Other, "bad message", code);
            case 0x7A00:
                return Make(TlsError.ServerCertificate, "bad certificate message", code);
            case 0x7680:
                return Make(TlsError.UnknownAuthority, "no root certificate", code);
            case 0x7280:
            case 0x7880:
            case 0x0050:
                return Make(TlsError.ConnectionLost, "server hung up", code);
            case 0x004C:
            case 0x004E:
                return Make(TlsError.ConnectionLost, "socket failed", code);
            case 0x6800:
                return Make(TlsError.Timeout, "handshake time-out", code);
            case 0x7F00:
            case 0x2880:
            case 0x3F80:
            case 0x0010:
                return Make(TlsError.OutOfMemory, "allocation failed", code);
            case 0x7600:
            case 0x3D00:
                return Make(TlsError.Identity, "private key", code);
            default:
                return Make(TlsError.Other, "mbedTLS", code);
        }
    }

    private static TlsException ExplainFlags(int flags)
    {
        // As flags, 3, 6 and 7 would hold 0x02, revoked, which needs a revocation list, and there is none. The firmware's other steps
        // share their numbers with flags that do happen and are taken as those.
        switch (flags)
        {
            case StepSeed:
                return new TlsException(TlsError.Other, "no randomness");
            case StepKey:
                return new TlsException(TlsError.Identity, "private key unreadable");
            case StepCertificate:
                return new TlsException(TlsError.Identity, "certificate chain unreadable");
        }

        return new TlsException(ErrorOf(flags), Words(flags) + " (verify flags 0x" + flags.ToString("X") + ")");
    }

    // Who issued it comes first: of a stranger's certificate nothing else matters. Then what a clock or a name sets right.
    private static TlsError ErrorOf(int flags)
    {
        if ((flags & FlagNotTrusted) != 0)
        {
            return TlsError.UnknownAuthority;
        }

        if ((flags & (FlagExpired | FlagFuture)) != 0)
        {
            return TlsError.ServerCertificateDate;
        }

        return (flags & FlagName) != 0 ? TlsError.NameMismatch : TlsError.ServerCertificate;
    }

    private static string Words(int flags)
    {
        string words = "";
        for (int flag = 1; flag <= 0x080000; flag <<= 1)
        {
            if ((flags & flag) != 0)
            {
                words += (words.Length == 0 ? "" : ", ") + WordOf(flag);
            }
        }

        return words.Length == 0 ? "unknown" : words;
    }

    private static string WordOf(int flag) => flag switch
    {
        FlagExpired => "expired",
        0x02 => "revoked",
        FlagName => "for another name",
        FlagNotTrusted => "not from a root",
        0x10 => "CRL not from a root",
        0x20 => "CRL expired",
        0x40 => "missing",
        0x80 => "not verified",
        0x0100 => "refused",
        FlagFuture => "not valid yet",
        0x0400 => "CRL of the future",
        0x0800 => "key usage",
        0x1000 => "extended key usage",
        0x2000 => "Netscape type",
        0x4000 => "hash not allowed",
        0x8000 => "key type not allowed",
        0x010000 => "key too short or curve not allowed",
        0x020000 => "CRL hash not allowed",
        0x040000 => "CRL key type not allowed",
        _ => "CRL key too short",
    };

    private static TlsException Make(TlsError error, string text, int code) => new(error, text + " (-0x" + code.ToString("X4") + ")");
}
