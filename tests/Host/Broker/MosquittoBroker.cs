using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NfToken.Tests.Host.Broker;

/// <summary>A real Mosquitto on a free port of 127.0.0.1, with files in a temporary folder; ended and removed on disposal.</summary>
public sealed class MosquittoBroker : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);

    private readonly StringBuilder _log = new();
    private readonly Process _process;
    private readonly string _directory;

    private MosquittoBroker(BrokerOptions options)
    {
        _directory = Directory.CreateTempSubdirectory("nftoken-mosquitto-").FullName;
        try
        {
            Port = FreePort();
            File.WriteAllText(PathOf("mosquitto.conf"), Configuration(options));
            var start = new ProcessStartInfo(Program()) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(PathOf("mosquitto.conf"));
            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += Append;
            _process.ErrorDataReceived += Append;
            _process.Start();
            _process.BeginErrorReadLine();
            _process.BeginOutputReadLine();
        }
        catch
        {
            Directory.Delete(_directory, recursive: true);
            throw;
        }
    }

    /// <summary>Name under which the broker's certificate knows it.</summary>
    public static string Host => "localhost";

    /// <summary>TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>What the broker has logged so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Starts a broker without TLS that lets anybody in.</summary>
    public static MosquittoBroker StartPlain() => Start(new BrokerOptions());

    /// <summary>Starts a broker with TLS that wants a certificate of the PKI's authority and takes its common name for the user's name.</summary>
    public static MosquittoBroker StartTls(TestPki pki) => Start(new BrokerOptions { Authority = pki.Authority, Server = pki.Server });

    /// <summary>Starts a broker and returns when it takes connections. Another program may snatch the free port: then it tries another.</summary>
    public static MosquittoBroker Start(BrokerOptions options)
    {
        for (int attempt = 1; ; attempt++)
        {
            var broker = new MosquittoBroker(options);
            if (broker.IsReady())
            {
                return broker;
            }

            string log = broker.Log;
            broker.Dispose();
            if (attempt == Attempts || !log.Contains("Address already in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("mosquitto did not start:" + Environment.NewLine + log);
            }
        }
    }

    /// <summary>Waits until a text is in the broker's log, so many times.</summary>
    public bool WaitForLog(string text, TimeSpan timeout, int times = 1)
    {
        long start = Stopwatch.GetTimestamp();
        while (Log.Split(text).Length <= times)
        {
            if (Stopwatch.GetElapsedTime(start) > timeout)
            {
                return false;
            }

            Thread.Sleep(10);
        }

        return true;
    }

    /// <summary>Ends the broker at once, as a crash does.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
    }

    /// <summary>Stops the broker without closing its connections, as one that hangs.</summary>
    public void Freeze() => SendSignal("-STOP");

    /// <summary>Lets a frozen broker go on.</summary>
    public void Thaw() => SendSignal("-CONT");

    /// <inheritdoc/>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A port of 127.0.0.1 that nobody listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Program() =>
        new[] { "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto" }.FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException("mosquitto is not installed: tests/run.sh installs it, or apt-get install mosquitto");

    private string PathOf(string name) => Path.Combine(_directory, name);

    private string Configuration(BrokerOptions options)
    {
        var lines = new List<string>
        {
            // Started by root, it would become a user who cannot read this folder.
            "user root",
            $"listener {Port} 127.0.0.1",
            "persistence false",
            "log_dest stderr",
            "log_type all",
            $"allow_anonymous {(options.Users.Count == 0 ? "true" : "false")}",
        };
        if (options.Users.Count > 0)
        {
            string passwords = PathOf("passwords");
            File.WriteAllLines(passwords, options.Users.Select(user => user.Key + ":" + user.Value));
            HashPasswords(passwords);
            lines.Add("password_file " + passwords);
        }

        if (options.AccessList != null)
        {
            File.WriteAllText(PathOf("acl"), options.AccessList);
            lines.Add("acl_file " + PathOf("acl"));
        }

        if (options.Server != null)
        {
            File.WriteAllText(PathOf("server.crt"), options.Server.CertificatePem);
            File.WriteAllText(PathOf("server.key"), options.Server.KeyPem);
            lines.Add("certfile " + PathOf("server.crt"));
            lines.Add("keyfile " + PathOf("server.key"));
        }

        if (options.Authority != null)
        {
            File.WriteAllText(PathOf("ca.crt"), options.Authority.CertificatePem);
            lines.Add("cafile " + PathOf("ca.crt"));
            lines.Add("require_certificate true");
            lines.Add("use_identity_as_username true");
        }

        lines.AddRange(options.MoreLines);
        return string.Join('\n', lines) + "\n";
    }

    private static void HashPasswords(string file)
    {
        using var process = Process.Start("mosquitto_passwd", ["-U", file]);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException("mosquitto_passwd failed");
        }
    }

    private bool IsReady()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < StartTimeout && !_process.HasExited)
        {
            // The log tells this broker from another program that took the port first.
            if (Log.Contains(" running", StringComparison.Ordinal) && CanConnect())
            {
                return true;
            }

            Thread.Sleep(5);
        }

        _process.WaitForExit(1000);
        return false;
    }

    private bool CanConnect()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void SendSignal(string signal)
    {
        using var process = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        process.WaitForExit();
    }

    private void Append(object sender, DataReceivedEventArgs line)
    {
        if (line.Data != null)
        {
            lock (_log)
            {
                _log.AppendLine(line.Data);
            }
        }
    }
}
