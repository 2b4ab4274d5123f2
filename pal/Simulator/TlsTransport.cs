using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;

namespace NfToken.Pal.Simulator;

/// <summary>The simulated board's TLS: .NET's, kept to the roots, clock and identity that the board gives.</summary>
/// <param name="clock">Judges the dates of the server's certificates.</param>
public sealed class TlsTransport(IClock clock) : ITlsTransport
{
    /// <inheritdoc/>
    public bool SupportsApplicationProtocol => true;

    /// <inheritdoc/>
    public ITlsConnection Connect(TlsParameters parameters)
    {
        TlsServerCheck check = new(parameters.Host, parameters.Roots, clock.UtcNow);
        using TlsIdentity identity = new(parameters.CertificateChain, parameters.PrivateKey);
        WatchedStream tcp = new(ConnectTcp(parameters));
        SslStream tls = new(tcp);
        try
        {
            ShakeHands(tls, parameters, check, identity);
            TlsConnection connection = new(tls, tcp);
            connection.AwaitVerdict();
            return connection;
        }
        catch
        {
            tls.Dispose();
            throw;
        }
    }

    private static NetworkStream ConnectTcp(TlsParameters parameters)
    {
        using CancellationTokenSource timeout = new(parameters.ConnectTimeout);
        IPAddress[] addresses;
        try
        {
            addresses = Dns.GetHostAddressesAsync(parameters.Host, timeout.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new TlsException(TlsError.UnknownHost, e.Message);
        }
        catch (OperationCanceledException)
        {
            throw new TlsException(TlsError.Timeout, "the name server did not answer");
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.ConnectAsync(addresses, parameters.Port, timeout.Token).AsTask().GetAwaiter().GetResult();
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            TlsError error = e.SocketErrorCode == SocketError.TimedOut ? TlsError.Timeout : TlsError.Unreachable;
            throw new TlsException(error, e.Message);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw new TlsException(TlsError.Timeout, $"no TCP connection within {parameters.ConnectTimeout} ms");
        }
    }

    private static void ShakeHands(SslStream tls, TlsParameters parameters, TlsServerCheck check, TlsIdentity identity)
    {
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = parameters.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ClientCertificateContext = identity.Context,
            CertificateChainPolicy = check.Policy,
            RemoteCertificateValidationCallback = check.Check,
            AllowTlsResume = false,
        };
        if (parameters.ApplicationProtocol != null)
        {
            options.ApplicationProtocols = [new SslApplicationProtocol(parameters.ApplicationProtocol)];
        }

        using CancellationTokenSource timeout = new(parameters.ConnectTimeout);
        try
        {
            tls.AuthenticateAsClientAsync(options, timeout.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new TlsException(TlsError.Timeout, $"no TLS handshake within {parameters.ConnectTimeout} ms");
        }
        catch (AuthenticationException e)
        {
            throw check.Failure ?? TlsAlert.Find(e) ?? new TlsException(TlsError.Other, e.GetBaseException().Message);
        }
        catch (IOException e)
        {
            throw TlsAlert.Find(e) ?? new TlsException(TlsError.ConnectionLost, "the server hung up during the handshake");
        }
    }
}
