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
}
