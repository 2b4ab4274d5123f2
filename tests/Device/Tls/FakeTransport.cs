using System;
using NfToken.Pal;

namespace NfToken.Tests.Tls;

/// <summary>A transport that keeps what it was given, and fails where it is told to.</summary>
internal sealed class FakeTransport : ITlsTransport, ITlsConnection
{
    public FakeTransport(int failure = -1)
    {
        Failure = failure;
    }

    /// <summary>The <see cref="TlsError"/> to fail with, or -1.</summary>
    public int Failure { get; set; }

    /// <summary>What Connect was given.</summary>
    public TlsParameters Given { get; private set; }

    /// <summary>The very array of the key that Connect was given.</summary>
    public byte[] Key { get; private set; }

    /// <summary>Its bytes at that time.</summary>
    public byte[] KeyThen { get; private set; }

    public bool SupportsApplicationProtocol => false;

    public string Protocol => "TLS 1.3";

    public string CipherSuite => null;

    public string ApplicationProtocol => null;

    public ITlsConnection Connect(TlsParameters parameters)
    {
        Given = parameters;
        Key = parameters.PrivateKey;
        KeyThen = new byte[Key.Length];
        Array.Copy(Key, 0, KeyThen, 0, Key.Length);
        FailIfTold();
        return this;
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        FailIfTold();
        return 0;
    }

    public void Write(byte[] buffer, int offset, int count) => FailIfTold();

    public void Close()
    {
    }

    private void FailIfTold()
    {
        if (Failure >= 0)
        {
            throw new TlsException((TlsError)Failure, "as the platform says");
        }
    }
}
