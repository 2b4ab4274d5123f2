using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace NfToken.Pal.Simulator;

/// <summary>What OpenSSL, which .NET uses on Linux, said in its error codes: alerts of the peer and errors of its own.</summary>
internal static partial class TlsAlert
{
    // OpenSSL gives an alert that it received as reason 1000 + number (ssl.h, SSL_AD_REASON_OFFSET).
    private const int AlertOffset = 1000;

    // The reason is the low 23 bits of the packed code (err.h, ERR_GET_REASON).
    private const int ReasonMask = 0x7FFFFF;

    private const int ReasonNoProtocolsAvailable = 191;
    private const int ReasonUnsupportedProtocol = 258;
    private const int ReasonWrongVersionNumber = 267;
    private const int ReasonNoCiphersAvailable = 181;

    /// <summary>Finds the first OpenSSL error among an exception and its causes.</summary>
    /// <param name="exception">What SslStream threw.</param>
    /// <returns>What it means, or null where no code is to be found.</returns>
    public static TlsException? Find(Exception? exception)
    {
        for (Exception? e = exception; e != null; e = e.InnerException)
        {
            Match match = OpenSslCode().Match(e.Message);
            if (match.Success)
            {
                int reason = int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ReasonMask;
                return FromReason(reason, e.Message);
            }
        }

        return null;
    }

    [GeneratedRegex("error:([0-9A-Fa-f]{8}):")]
    private static partial Regex OpenSslCode();

    private static TlsException FromReason(int reason, string text) => reason switch
    {
        ReasonWrongVersionNumber => new TlsException(TlsError.Other, "the server's answer is not TLS: wrong port?"),
        ReasonUnsupportedProtocol or ReasonNoProtocolsAvailable or ReasonNoCiphersAvailable =>
            new TlsException(TlsError.NoCommonParameters, "the server offers neither TLS 1.2 nor 1.3 with a usable cipher suite"),
        >= AlertOffset and < AlertOffset + 256 => FromAlert(reason - AlertOffset),
        _ => new TlsException(TlsError.Other, text),
    };

    // RFC 8446, section 6.2, which keeps the numbers of RFC 5246.
    private static TlsException FromAlert(int alert) => alert switch
    {
        40 => new TlsException(TlsError.NoCommonParameters, "alert handshake_failure"),
        42 => new TlsException(TlsError.ClientCertificateRefused, "alert bad_certificate"),
        43 => new TlsException(TlsError.ClientCertificateRefused, "alert unsupported_certificate"),
        44 => new TlsException(TlsError.ClientCertificateRefused, "alert certificate_revoked"),
        45 => new TlsException(TlsError.ClientCertificateRefused, "alert certificate_expired"),
        46 => new TlsException(TlsError.ClientCertificateRefused, "alert certificate_unknown"),
        48 => new TlsException(TlsError.ClientCertificateRefused, "alert unknown_ca"),
        49 => new TlsException(TlsError.ClientCertificateRefused, "alert access_denied"),
        51 => new TlsException(TlsError.ClientCertificateRefused, "alert decrypt_error"),
        70 => new TlsException(TlsError.NoCommonParameters, "alert protocol_version"),
        71 => new TlsException(TlsError.NoCommonParameters, "alert insufficient_security"),
        112 => new TlsException(TlsError.NameMismatch, "alert unrecognized_name"),
        116 => new TlsException(TlsError.ClientCertificateRefused, "alert certificate_required"),
        120 => new TlsException(TlsError.NoCommonParameters, "alert no_application_protocol"),
        _ => new TlsException(TlsError.Other, $"alert {alert}"),
    };
}
