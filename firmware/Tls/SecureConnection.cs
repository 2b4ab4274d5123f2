using NfToken.Pal;

namespace NfToken.Tls;

/// <summary>An authenticated connection whose errors are lines for people.</summary>
public sealed class SecureConnection : ITlsConnection
{
    private readonly ITlsConnection _inner;
    private readonly TlsParameters _parameters;

    internal SecureConnection(ITlsConnection inner, TlsParameters parameters)
    {
        _inner = inner;
        _parameters = parameters;
    }

    /// <inheritdoc/>
    public string Protocol => _inner.Protocol;

    /// <inheritdoc/>
    public string CipherSuite => _inner.CipherSuite;

    /// <inheritdoc/>
    public string ApplicationProtocol => _inner.ApplicationProtocol;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return _inner.Read(buffer, offset, count);
        }
        catch (TlsException e)
        {
            throw TlsWords.Explain(e, _parameters);
        }
    }

    /// <inheritdoc/>
    public void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            _inner.Write(buffer, offset, count);
        }
        catch (TlsException e)
        {
            throw TlsWords.Explain(e, _parameters);
        }
    }

    /// <inheritdoc/>
    public void Close() => _inner.Close();
}
