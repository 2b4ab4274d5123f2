using NfToken.Certificates;

namespace NfToken.Tool.Provision;

/// <summary>Turns a request into a certificate.</summary>
internal interface ICertificateSource
{
    /// <summary>What it is, for the plan and the summary.</summary>
    string Name { get; }

    /// <summary>Has a request signed.</summary>
    /// <param name="request">PKCS #10 in PEM, its signature verified.</param>
    /// <returns>The certificate, and its issuers as far as they are known.</returns>
    /// <exception cref="ToolException">There is none to be had.</exception>
    CertificateInfo[] Sign(string request);

    /// <summary>Whether a certificate that the board has already could be this source's.</summary>
    /// <param name="chain">The board's certificate, then issuers.</param>
    /// <returns>Null where it could, or where that cannot be known; otherwise whose it is, in words.</returns>
    string? Disown(CertificateInfo[] chain) => null;

    /// <summary>The certificate, where it is there before any request; null otherwise.</summary>
    CertificateInfo[]? Issued => null;
}
