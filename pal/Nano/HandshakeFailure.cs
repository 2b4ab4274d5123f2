using System;
using System.Net.Sockets;
using System.Reflection;

namespace NfToken.Pal.Nano;

/// <summary>
/// What a failed SslStream.AuthenticateAsClient means. Firmware from July 2026 on throws CryptographicException with one of three kinds
/// of number: negative, mbedTLS's error; positive, after a failed verification, mbedTLS's flags; or 3 to 9, the firmware's own step before
/// the handshake. Older firmware throws SocketException, which tells little.
/// </summary>
internal static class HandshakeFailure
{
    // nf-interpreter, SslError.
    private const int StepSeed = 3;
    private const int StepKey = 6;
    private const int StepCertificate = 7;

    // mbedtls/x509.h, MBEDTLS_X509_BADCERT_*.
    private const int FlagExpired = 0x01;
    private const int FlagName = 0x04;
    private const int FlagNotTrusted = 0x08;
    private const int FlagFuture = 0x0200;

    /// <summary>Puts it into words.</summary>
    /// <param name="exception">What AuthenticateAsClient threw.</param>
    public static TlsException Explain(Exception exception)
    {
        if (exception is OutOfMemoryException)
        {
            return new TlsException(TlsError.OutOfMemory, "mbedTLS");
        }

        if (exception is SocketException socket)
        {
            return SocketFailure.Explain(socket, TlsError.Other);
        }

        // The type is looked at by its name: the class library of firmware 1.17 does not have it yet.
        Type type = exception.GetType();
        if (type.Name == "CryptographicException")
        {
            FieldInfo field = type.GetField("_errorCode", BindingFlags.Instance | BindingFlags.NonPublic);
            if (field != null)
            {
                int code = (int)field.GetValue(exception);
                return code < 0 ? ExplainError(-code) : ExplainFlags(code);
            }
        }

        return new TlsException(TlsError.Other, type.Name + " " + exception.Message);
    }

    /// <summary>mbedTLS's error codes (mbedtls/ssl.h, x509.h, net_sockets.h), without their sign.</summary>
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

        string detail = "verify flags 0x" + flags.ToString("X");
        if ((flags & FlagNotTrusted) != 0)
        {
            return new TlsException(TlsError.UnknownAuthority, detail);
        }

        if ((flags & FlagExpired) != 0)
        {
            return new TlsException(TlsError.ServerCertificateDate, "expired, " + detail);
        }

        if ((flags & FlagFuture) != 0)
        {
            return new TlsException(TlsError.ServerCertificateDate, "not valid yet, " + detail);
        }

        if ((flags & FlagName) != 0)
        {
            return new TlsException(TlsError.NameMismatch, detail);
        }

        return new TlsException(TlsError.ServerCertificate, detail);
    }

    private static TlsException Make(TlsError error, string text, int code) => new(error, text + " (-0x" + code.ToString("X4") + ")");
}
