using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Rsa;
using NfToken.Tests.Host.Broker;
using Oid = NfToken.Cryptography.Oid;
using Xunit;

namespace NfToken.Tests.Host.Tls;

/// <summary>A token in RAM with the identity of a test, and the lines of the console.</summary>
internal sealed class SimulatedDevice : IConsole
{
    private readonly List<string> _lines = [];
    private readonly Token _token;
    private readonly PrivateKeyExporter _exporter;

    /// <summary>Provisions a device.</summary>
    /// <param name="device">Its certificate and key.</param>
    /// <param name="root">The authority that it trusts.</param>
    public SimulatedDevice(TestCertificate device, byte[] root)
    {
        _token = new Token(new TokenParts(new MemoryStore()) { Rsa = new RsaEngine() }, out _exporter);
        Assert.Equal(CKR.CKR_OK, _token.C_Initialize(null));
        using TokenSession session = TokenSession.Open(_token, true);
        session.CreateObject(
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, Labels.DevicePrivateKey),
            .. KeyAttributes(device.Key),
        ]);
        AddCertificate(session, Labels.DeviceCertificate, device.Certificate);
        AddCertificate(session, Labels.RootCertificate, root);
    }

    /// <summary>Called with each line as it is written.</summary>
    public Action<string>? OnLine { get; set; }

    /// <summary>What the console has shown.</summary>
    public string[] Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <inheritdoc/>
    public void WriteLine(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }

        OnLine?.Invoke(line);
    }

    /// <summary>Runs the hello world without waiting between messages.</summary>
    public bool Run(MosquittoBroker broker, Action<HelloOptions>? change = null)
    {
        HelloOptions options = new() { Host = MosquittoBroker.Host, Port = broker.Port, Interval = 0, ClientId = "device-under-test" };
        change?.Invoke(options);
        HostClock clock = new();
        return new HelloApplication(_token, _exporter, new TlsTransport(clock), clock, this, options).Run();
    }

    private static void AddCertificate(TokenSession session, string label, byte[] der) => session.CreateObject(
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE),
        new CkAttribute(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509),
        new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_LABEL, label),
        new CkAttribute(CKA.CKA_VALUE, der),
    ]);

    private static CkAttribute[] KeyAttributes(AsymmetricAlgorithm key)
    {
        if (key is ECDsa ec)
        {
            return
            [
                new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC),
                new CkAttribute(CKA.CKA_EC_PARAMS, [DerTag.ObjectIdentifier, 8, .. Oid.ToBytes(Oid.P256)]),
                new CkAttribute(CKA.CKA_VALUE, ec.ExportParameters(true).D!),
            ];
        }

        RSAParameters rsa = ((RSA)key).ExportParameters(true);
        return
        [
            new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA),
            new CkAttribute(CKA.CKA_MODULUS, rsa.Modulus!),
            new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, rsa.Exponent!),
            new CkAttribute(CKA.CKA_PRIVATE_EXPONENT, rsa.D!),
            new CkAttribute(CKA.CKA_PRIME_1, rsa.P!),
            new CkAttribute(CKA.CKA_PRIME_2, rsa.Q!),
            new CkAttribute(CKA.CKA_EXPONENT_1, rsa.DP!),
            new CkAttribute(CKA.CKA_EXPONENT_2, rsa.DQ!),
            new CkAttribute(CKA.CKA_COEFFICIENT, rsa.InverseQ!),
        ];
    }
}
