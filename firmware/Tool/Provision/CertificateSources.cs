using System;
using System.Diagnostics;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfToken.Certificates;
using NfToken.Tool.Images;
using Request = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace NfToken.Tool.Provision;

/// <summary>A CA whose certificate and key are files here.</summary>
/// <param name="authority">The CA.</param>
/// <param name="days">Days that the certificate is valid.</param>
internal sealed class LocalSource(CertificateAuthority authority, int days) : ICertificateSource
{
    public string Name => authority.Subject;

    public CertificateInfo[] Sign(string request)
    {
        var parsed = Request.LoadSigningRequestPem(request, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions, RSASignaturePadding.Pkcs1);
        var names = parsed.CertificateExtensions.FirstOrDefault(extension => extension.Oid?.Value == "2.5.29.17");
        byte[] certificate = authority.Issue(parsed.SubjectName, parsed.PublicKey, days, names);
        return authority.IsRoot
            ? [CertificateInfo.Parse(certificate)]
            : [CertificateInfo.Parse(certificate), CertificateInfo.Parse(authority.Certificate)];
    }

    public string? Disown(CertificateInfo[] chain) => CertificateCheck.IsUnder(chain, CertificateInfo.Parse(authority.Certificate))
        ? null
        : $"was issued by {chain[0].Issuer} and does not have the signature of {authority.Subject}";
}

/// <summary>A command that reads the request from standard input and writes the certificate to standard output, both in PEM.</summary>
/// <param name="command">A line for the shell.</param>
internal sealed class CommandSource(string command) : ICertificateSource
{
    public string Name => $"'{command}'";

    public CertificateInfo[] Sign(string request)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", command]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(request);
            process.StandardInput.Close();
        }
        catch (System.IO.IOException)
        {
            // It did not want to read it all; its exit status tells.
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? InputFile.Naming(Name, () => CertificateFile.Read(Encoding.UTF8.GetBytes(output.Result)))
            : throw new ToolException($"{Name} ended with status {process.ExitCode}: no certificate; the board has its key, so run the same again when that is mended");
    }
}

/// <summary>A person who has the request signed and pastes the certificate.</summary>
internal sealed class PasteSource : ICertificateSource
{
    public string Name => "pasted by hand";

    public CertificateInfo[] Sign(string request)
    {
        Console.WriteLine(request);
        Console.WriteLine("Have this request signed, and paste the certificate in PEM, its issuers after it; then an empty line or Ctrl-D:");
        StringBuilder text = new();
        bool isWhole = false;
        while (Console.ReadLine() is { } line && !(isWhole && string.IsNullOrWhiteSpace(line)))
        {
            // An empty line within a certificate, or before the first, ends nothing.
            isWhole = line.Contains("-----END ", StringComparison.Ordinal) || (isWhole && !line.Contains("-----BEGIN ", StringComparison.Ordinal));
            text.Append(line.Trim()).Append('\n');
        }

        if (!isWhole)
        {
            throw new ToolException("nothing was pasted that ends like a certificate; the board has its key, so run the same again");
        }

        return InputFile.Naming("what was pasted", () => CertificateFile.Read(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>A certificate that is a file already.</summary>
/// <param name="path">The file.</param>
internal sealed class FileSource(string path) : ICertificateSource
{
    private readonly CertificateInfo[] _chain = Read(path);

    public string Name => path;

    public CertificateInfo[]? Issued => _chain;

    public CertificateInfo[] Sign(string request) => _chain;

    private static CertificateInfo[] Read(string path)
    {
        byte[] content = InputFile.Read(path);
        return InputFile.Naming(path, () => CertificateFile.Read(content));
    }
}
