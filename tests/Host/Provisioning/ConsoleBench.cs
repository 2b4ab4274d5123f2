using System.Text;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Provisioning;
using NfToken.Rsa;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>A console over any store, and what it says to a script.</summary>
internal sealed class ConsoleBench(ObjectStore store) : IDeviceId
{
    public const string Number = "c0ffee";

    private readonly RandomGenerator _random = new([new SimulatedTrng("trng", EntropyKind.Trng)], store, null, null);

    public byte[] ReadDeviceId() => [0xC0, 0xFF, 0xEE];

    /// <summary>Whether a connection with the newest identity would be made.</summary>
    public IConnectionProof? Proof { get; init; }

    /// <summary>Starts the board, sends it bytes, and switches it off.</summary>
    public string Say(byte[] script)
    {
        TokenParts parts = new(store) { DeviceId = this, Rsa = new RsaEngine(), Random = _random };
        Token token = new(parts);
        uint rv = token.C_Initialize(null);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "start", token.LastStoreError);
        }

        using MemoryStream input = new(script);
        using MemoryStream output = new();
        Duplex port = new(input, output);
        ConsoleParts console = new(token, store, new HostClock()) { DeviceId = this, Random = _random, Proof = Proof };
        new ProvisioningConsole(port, new ConsoleWriter(port), console).Run();
        token.C_Finalize(null);
        return Encoding.Latin1.GetString(output.ToArray());
    }

    public string Say(string script) => Say(Encoding.ASCII.GetBytes(script));

    /// <summary>The lines of an import in chunks.</summary>
    public static string Import(string kind, byte[] content)
    {
        StringBuilder lines = new($"import {kind} {content.Length} {Crc32.Update(0, content, 0, content.Length):x8}\r");
        for (int i = 0; i < content.Length; i += 128)
        {
            lines.Append($"data {i} {Convert.ToHexStringLower(content, i, Math.Min(128, content.Length - i))}\r");
        }

        return lines.ToString();
    }

    private sealed class Duplex(Stream input, Stream output) : ISerialPort
    {
        public int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

        public void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);
    }
}
