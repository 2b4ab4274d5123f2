using System.Text;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>Whatever comes over the wire: no exception, nothing lost, a prompt at the end.</summary>
public sealed class ConsoleFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] s_lines =
    [
        "help", "info", "objects", "csr cn=a", "export chain", "export root", "export key", "prove 00ff", "selftest", "rotate", "config", "echo on", "echo off",
        "import root", "import chain", "import key", "import root 100 01020304", "data 0 0102", ".", "-----BEGIN CERTIFICATE-----", "login 1234", "logout",
        "lock", "wipe", "init", "delete 0500ffff", "seed 00", "config port 99999", "@7 info", "@7 info *00000000", "\"", "import key 3 00000000", "data 0 010203",
    ];

    [Fact]
    public void RandomBytesCutLinesAndWrongChecksumsLoseNothing()
    {
        Random random = Seed.Start(output);
        MemoryStore store = new();
        Prepare(store);
        int cases = Seed.Cases(400, 20000);
        uint[] before = store.GetObjectIds();
        for (int i = 0; i < cases; i++)
        {
            byte[] script = MakeScript(random);
            string said = new ConsoleBench(store).Say([.. script, .. "\u0003\r@end config thing\r"u8]);
            Assert.True(said.TrimEnd('>', ' ').EndsWith("thing: fuzzed\r\nOK @end\r\n", StringComparison.Ordinal), $"case {i}: {Convert.ToHexString(script)}: {said}");
            foreach (uint id in before)
            {
                Assert.True(store.FindObject(id) >= 0, $"case {i}: record {id:X}");
            }
        }

        using TokenSession session = Make.Session(store);
        Assert.NotEmpty(new NfToken.Tls.IdentityFinder(session).FindAll());
        output.WriteLine($"{cases} scripts");
    }

    [Fact]
    public void AnyByteOfATransferMayBeDamaged()
    {
        // Each damaged byte is found by a checksum, an offset, or the encoding: nothing else than the certificate itself ever gets in.
        byte[] der = Convert.FromBase64String(TestData.Authority);
        byte[] script = Encoding.ASCII.GetBytes("echo off\r" + ConsoleBench.Import("root", der));
        for (int at = 9; at < script.Length; at++)
        {
            byte[] damaged = (byte[])script.Clone();
            damaged[at] ^= 0x11;
            MemoryStore store = new();
            new ConsoleBench(store).Say(damaged);
            using TokenSession session = Make.Session(store);
            foreach (uint handle in session.FindObjects([]))
            {
                Assert.Equal(der, session.GetAttribute(handle, CKA.CKA_VALUE));
            }
        }
    }

    private static void Prepare(MemoryStore store)
    {
        string said = new ConsoleBench(store).Say(
            ConsoleBench.Import("key", Convert.FromBase64String(TestData.EcKey)) + ConsoleBench.Import("root", Convert.FromBase64String(TestData.Authority))
            + ConsoleBench.Import("chain", Convert.FromBase64String(TestData.EcCertificate)) + "config thing fuzzed\r");
        Assert.DoesNotContain("ERR", said, StringComparison.Ordinal);
    }

    private static byte[] MakeScript(Random random)
    {
        List<byte> script = [];
        for (int parts = random.Next(1, 12); parts > 0; parts--)
        {
            byte[] line = Encoding.ASCII.GetBytes(s_lines[random.Next(s_lines.Length)]);
            switch (random.Next(6))
            {
                case 0:
                    line = new byte[random.Next(500)];
                    random.NextBytes(line);
                    break;
                case 1:
                    line = line[..random.Next(line.Length + 1)];
                    break;
                case 2 when line.Length > 0:
                    line[random.Next(line.Length)] ^= (byte)(1 << random.Next(8));
                    break;
            }

            script.AddRange(line);
            if (random.Next(8) > 0)
            {
                script.AddRange(random.Next(3) switch { 0 => "\r"u8.ToArray(), 1 => "\n"u8.ToArray(), _ => "\r\n"u8.ToArray() });
            }
        }

        return [.. script];
    }
}
