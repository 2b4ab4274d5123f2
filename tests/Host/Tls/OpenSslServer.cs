using System.Diagnostics;
using System.Globalization;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Tls;

/// <summary>
/// OpenSSL's s_server as the other side: demands a device certificate of one authority, and sends each line back reversed.
/// </summary>
internal sealed class OpenSslServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nftoken-tls-").FullName;
    private readonly Process _process;

    /// <summary>Starts the server and waits until it listens.</summary>
    /// <param name="identity">The server's certificate and key.</param>
    /// <param name="clients">The authority whose devices it takes.</param>
    /// <param name="options">Further options of s_server.</param>
    public OpenSslServer(TestCertificate identity, TestPki clients, params string[] options)
    {
        string certificate = Write("server.pem", identity.CertificatePem);
        string key = Write("server.key", identity.KeyPem);
        string authority = Write("clients.pem", clients.Authority.CertificatePem);
        ProcessStartInfo start = new("openssl")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-rev",
            "-Verify", "3", "-verify_return_error", "-CAfile", authority, "-no-CApath", "-no-CAstore", .. options])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        string? line;
        while ((line = _process.StandardOutput.ReadLine()) != null)
        {
            if (line.StartsWith("ACCEPT", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
            {
                Port = int.Parse(line[(line.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
                break;
            }
        }

        Assert.NotEqual(0, Port);
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Ends the server at once, with whatever connection it has.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
