namespace NfToken.Tests.Host.Broker;

/// <summary>How a <see cref="MosquittoBroker"/> is set up. All null and empty: no TLS, everybody may do everything.</summary>
public sealed record BrokerOptions
{
    /// <summary>The broker's certificate and key; null: no TLS.</summary>
    public TestCertificate? Server { get; init; }

    /// <summary>The authority of the clients' certificates, which are then required; null: none are asked for.</summary>
    public TestCertificate? Authority { get; init; }

    /// <summary>Names and passwords of users; none: anonymous clients are let in.</summary>
    public Dictionary<string, string> Users { get; init; } = [];

    /// <summary>Content of Mosquitto's acl_file; null: everything is allowed.</summary>
    public string? AccessList { get; init; }

    /// <summary>Further lines of mosquitto.conf.</summary>
    public IReadOnlyList<string> MoreLines { get; init; } = [];
}
