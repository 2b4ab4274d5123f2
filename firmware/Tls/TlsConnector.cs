using System;
using NfToken.Certificates;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tls;

/// <summary>From token to authenticated connection, and what went wrong in words.</summary>
/// <remarks>
/// The key leaves the token for the length of the handshake only: the platforms' TLS takes it as bytes, and those are cleared
/// whatever happens.
/// </remarks>
public sealed class TlsConnector
{
    private readonly Token _token;
    private readonly PrivateKeyExporter _exporter;
    private readonly ITlsTransport _transport;
    private readonly IClock _clock;

    /// <summary>Puts the parts together.</summary>
    /// <param name="token">An initialised token.</param>
    /// <param name="exporter">The one exit for private keys, of the same token.</param>
    /// <param name="transport">The platform's TLS.</param>
    /// <param name="clock">Judges the device's certificate.</param>
    public TlsConnector(Token token, PrivateKeyExporter exporter, ITlsTransport transport, IClock clock)
    {
        _token = token;
        _exporter = exporter;
        _transport = transport;
        _clock = clock;
    }

    /// <summary>The board's RAM, looked at before each handshake; null: not looked at.</summary>
    public IMemory Memory { get; set; }

    /// <summary>Looks up who the device is, without connecting.</summary>
    /// <returns>Certificate, chain and roots.</returns>
    /// <exception cref="TlsException"><see cref="TlsError.Identity"/>: something is missing, unreadable or does not fit.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public Identity FindIdentity()
    {
        using (TokenSession session = TokenSession.Open(_token, false))
        {
            return new IdentityFinder(session).Find();
        }
    }

    /// <summary>Looks up all that the device could be: first the identity to use, then those to fall back on while keys are being exchanged.</summary>
    /// <exception cref="TlsException"><see cref="TlsError.Identity"/>: something is missing, unreadable or does not fit.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public Identity[] FindIdentities()
    {
        using (TokenSession session = TokenSession.Open(_token, false))
        {
            return new IdentityFinder(session).FindAll();
        }
    }

    /// <summary>Checks what can be checked before, connects and shakes hands.</summary>
    /// <param name="identity">From <see cref="FindIdentity"/>.</param>
    /// <param name="host">Name of the server, as in its certificate.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="applicationProtocol">For ALPN, or null.</param>
    /// <param name="timeout">How long the TCP connect may take, in milliseconds.</param>
    /// <exception cref="TlsException">No connection; the message says what failed and what to do.</exception>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public SecureConnection Connect(Identity identity, string host, int port, string applicationProtocol, int timeout)
    {
        CheckDates(identity.Certificate);
        if (applicationProtocol != null && !_transport.SupportsApplicationProtocol)
        {
            throw new TlsException(TlsError.NoCommonParameters, "this board's TLS has no ALPN: use a port that needs none (8883)");
        }

        TlsParameters parameters = new()
        {
            Host = host,
            Port = port,
            CertificateChain = identity.Chain,
            Roots = identity.Roots,
            ApplicationProtocol = applicationProtocol,
            ConnectTimeout = timeout,
        };
        byte[] key = null;
        try
        {
            TlsMemory.Check(Memory);
            key = _exporter.Export(identity.KeyHandle);
            parameters.PrivateKey = key;
            return new SecureConnection(_transport.Connect(parameters), parameters);
        }
        catch (TlsException e)
        {
            throw TlsWords.Explain(e, parameters);
        }
        finally
        {
            parameters.PrivateKey = null;
            if (key != null)
            {
                Array.Clear(key, 0, key.Length);
            }
        }
    }

    private void CheckDates(CertificateInfo certificate)
    {
        if (!_clock.IsSet)
        {
            throw new TlsException(TlsError.Other, "the clock is not set, so no certificate can be checked: is SNTP reachable?");
        }

        DateTime now = _clock.UtcNow;
        if (now > certificate.NotAfter)
        {
            throw new TlsException(TlsError.Identity, "Device Cert expired on " + Dates.ToText(certificate.NotAfter) + Now(now)
                + ": import a new one");
        }

        if (now < certificate.NotBefore)
        {
            throw new TlsException(TlsError.Identity, "Device Cert is not valid before " + Dates.ToText(certificate.NotBefore) + Now(now)
                + ": check the clock");
        }
    }

    private static string Now(DateTime now) => ", now is " + Dates.ToText(now);
}
