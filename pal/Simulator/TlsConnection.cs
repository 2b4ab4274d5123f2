using System;
using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Threading.Tasks;

namespace NfToken.Pal.Simulator;

/// <summary>An established connection over SslStream.</summary>
internal sealed class TlsConnection : ITlsConnection
{
    // A round trip to the server and its check of a certificate take no longer, mostly.
    private const int VerdictMilliseconds = 1000;

    private readonly SslStream _tls;
    private readonly WatchedStream _tcp;
    private Task<int>? _firstRead;
    private volatile bool _closed;

    /// <summary>Takes over a stream that has shaken hands.</summary>
    public TlsConnection(SslStream tls, WatchedStream tcp)
    {
        _tls = tls;
        _tcp = tcp;
        Protocol = tls.SslProtocol switch
        {
            SslProtocols.Tls12 => "TLS 1.2",
            SslProtocols.Tls13 => "TLS 1.3",
            SslProtocols other => other.ToString(),
        };
        CipherSuite = tls.NegotiatedCipherSuite.ToString();
        string alpn = tls.NegotiatedApplicationProtocol.ToString();
        ApplicationProtocol = alpn.Length == 0 ? null : alpn;
    }

    /// <inheritdoc/>
    public string Protocol { get; }

    /// <inheritdoc/>
    public string CipherSuite { get; }

    /// <inheritdoc/>
    public string? ApplicationProtocol { get; }

    /// <summary>
    /// In TLS 1.3 the client's handshake ends before the server has seen the client's certificate: a refusal comes as an alert
    /// afterwards, an acceptance mostly shows as a session ticket. Waits a while for either, so that a refused certificate is an
    /// error of the connect.
    /// </summary>
    /// <exception cref="TlsException"><see cref="TlsError.ClientCertificateRefused"/> mostly.</exception>
    public void AwaitVerdict()
    {
        if (_tls.SslProtocol != SslProtocols.Tls13)
        {
            return;
        }

        Task arrival = _tcp.NextArrival();
        _firstRead = _tls.ReadAsync(Memory<byte>.Empty).AsTask();
        if (Task.WaitAny([arrival, _firstRead], VerdictMilliseconds) == 0)
        {
            // The record has come but may not have been judged yet. A ticket leaves the read pending; an alert fails it.
            Task.WaitAny([_firstRead], VerdictMilliseconds / 20);
        }

        if (_firstRead.IsFaulted)
        {
            throw Explain(_firstRead.Exception.GetBaseException());
        }
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            if (_firstRead != null)
            {
                _firstRead.GetAwaiter().GetResult();
                _firstRead = null;
            }

            return _tls.Read(buffer, offset, count);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException or AuthenticationException)
        {
            return _closed ? 0 : throw Explain(e);
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            _tls.Write(buffer, offset, count);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // A server that refuses the certificate also hangs up: its alert says more than the broken pipe.
            Task<int>? read = _firstRead;
            throw Explain(read != null && read.IsFaulted ? read.Exception.GetBaseException() : e);
        }
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            _tls.ShutdownAsync().Wait(VerdictMilliseconds);
        }
        catch (Exception e) when (e is AggregateException or IOException or InvalidOperationException)
        {
            // The peer was faster.
        }

        _tls.Dispose();
    }

    private static TlsException Explain(Exception e) =>
        TlsAlert.Find(e) ?? new TlsException(TlsError.ConnectionLost, e.GetBaseException().Message);
}
