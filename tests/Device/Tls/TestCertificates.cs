namespace NfToken.Tests.Tls;

/// <summary>
/// Certificates with OpenSSL (<c>openssl ca</c>): a root, two certificates for one key and one for another key; P-256, no secrets of anyone.
/// </summary>
internal static class TestCertificates
{
    /// <summary>CN=Test Root, self-signed, 2024 to 2044.</summary>
    public const string Root =
        "MIIBSDCB8KADAgECAgIQADAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlUZXN0IFJvb3QwHhcNMjQwMTAxMDAwMDAwWhcNNDQwMTAxMDAwMDAwWjAUMRIwEAYD" +
        "VQQDDAlUZXN0IFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQi4QLvQnu5s3PXJ43J+SJ+Zx0p4/VvQONxq/YP2WrUnQlihKEfaY7Ga4Kl00JB4pUu" +
        "Np6AJzUe3ueg+4fCLXYKozIwMDAPBgNVHRMBAf8EBTADAQH/MB0GA1UdDgQWBBSs3mKigNFOC85eTvsh8cXJujLp2zAKBggqhkjOPQQDAgNHADBEAiAYEW3v" +
        "cKif7z7kyhrqydIWlzdelTqWdhdbgQRxOQR1BgIgM1LrwjWziK6vWVkJ3HQ5MoG+bqniQmMea0b8IYykV1E=";

    /// <summary>CN=olddevice for <see cref="Key"/>, 2024 to 2034.</summary>
    public const string Old =
        "MIIBEDCBtwICEAEwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJVGVzdCBSb290MB4XDTI0MDEwMTAwMDAwMFoXDTM0MDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ" +
        "b2xkZGV2aWNlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq1zEbt9zC0ban/R4V/xX/fykqz88oLpOy4abvbI3O5WWsL2U3ELrqwbsxzfH25vIZuYSOHbb" +
        "yKxC1x5K3ht4wTAKBggqhkjOPQQDAgNIADBFAiEAgvTn2hCOa2vrEgVrlihfpStGfbcq6FGQPQxzQdQmEYgCIDPl2nOjta7Jr4zz3IPC7rLkyAkX03zOMyaI" +
        "4QJLWdX4";

    /// <summary>CN=newdevice for <see cref="Key"/>, 2025 to 2035.</summary>
    public const string New =
        "MIIBETCBtwICEAIwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJVGVzdCBSb290MB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFowFDESMBAGA1UEAwwJ" +
        "bmV3ZGV2aWNlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEq1zEbt9zC0ban/R4V/xX/fykqz88oLpOy4abvbI3O5WWsL2U3ELrqwbsxzfH25vIZuYSOHbb" +
        "yKxC1x5K3ht4wTAKBggqhkjOPQQDAgNJADBGAiEA/reejD0GNmVsfYmN+mRj2/PsJ1aWpSxXpurnGTZeU8UCIQCgKynsjhwJ2jVEU2HDiOpkYYmFaTgOns57" +
        "zIQxsRum2g==";

    /// <summary>CN=other for <see cref="OtherKey"/>, 2024 to 2034.</summary>
    public const string Other =
        "MIIBDTCBswICEAMwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJVGVzdCBSb290MB4XDTI0MDEwMTAwMDAwMFoXDTM0MDEwMTAwMDAwMFowEDEOMAwGA1UEAwwF" +
        "b3RoZXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATCUxpE8q2ozaLmo/Clu8Y1Eh78m8cJFL6AFcY9Hv1b5XKL22UUN1vLIH0vJoPrtw0CrdaCo7PYB8XA" +
        "A65yWssBMAoGCCqGSM49BAMCA0kAMEYCIQC0mb/w6eTsPL3hnVTOnNHIHbn0ERAYte5943HW1J8o8QIhAObBtxq1iwY0FXHOd7aweMoPvTlq73CG6RXKcPis" +
        "MLpn";

    /// <summary>A private scalar.</summary>
    public const string Key = "qkjrfJiJlDReDybSnWgvXfqKrCNGGEWqYT+yR+3jTuw=";

    /// <summary>A private scalar.</summary>
    public const string OtherKey = "mehplxPZqGhlwb8OAF8iIUQ1eqUmpnRElqkgOLzagp8=";
}
