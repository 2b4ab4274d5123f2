using System.Collections.Generic;
using NfToken.Certificates;

namespace NfToken.Tool.Provision;

/// <summary>What a board is to become.</summary>
internal sealed record ProvisionOptions
{
    /// <summary>Who signs the certificate.</summary>
    public required ICertificateSource Source { get; init; }

    /// <summary>A private key to import; null has the board make one.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The subject's CN; null takes the board's own suggestion.</summary>
    public string? Name { get; init; }

    /// <summary>The subject's O, or null.</summary>
    public string? Organization { get; init; }

    /// <summary>Host names for the subjectAltName.</summary>
    public string[] DnsNames { get; init; } = [];

    /// <summary>Authorities of the broker; null leaves those on the board.</summary>
    public CertificateInfo[]? Roots { get; init; }

    /// <summary>Issuers to be sent with the certificate, beside those that come with it.</summary>
    public CertificateInfo[] Issuers { get; init; } = [];

    /// <summary>The public key that signs updates, PEM or DER; null leaves it alone.</summary>
    public byte[]? CodeKey { get; init; }

    /// <summary>Settings by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The user's PIN, where the token wants one.</summary>
    public string? Pin { get; init; }

    /// <summary>Whether a new identity is wanted beside a good one.</summary>
    public bool Rotate { get; init; }

    /// <summary>Whether the board is locked at the end.</summary>
    public bool Lock { get; init; }

    /// <summary>Whether nothing is changed, only said.</summary>
    public bool DryRun { get; init; }
}
