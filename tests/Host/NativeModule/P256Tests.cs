using System.Numerics;
using System.Security.Cryptography;
using NfToken.Tests.Host.Cryptography;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.NativeModule;

/// <summary>The curve as it was compiled ahead of time, through the C interface (p256.c): against System.Security.Cryptography and NIST's vectors.</summary>
public sealed class P256Tests(ITestOutputHelper output)
{
    private static readonly BigInteger N = new(NfToken.Cryptography.P256.GetOrder(), isUnsigned: true, isBigEndian: true);

    [Fact]
    public void SignaturesAndPublicKeys()
    {
        Random random = Seed.Start(output);
        List<(byte[] D, byte[] Hash)> cases = [];
        foreach (byte[] d in Scalars(random, Seed.Cases(500, 100_000)))
        {
            byte[] hash = cases.Count switch
            {
                0 => new byte[32],
                1 => [.. Enumerable.Repeat((byte)0xFF, 32)],
                2 => NfToken.Cryptography.P256.GetOrder(),
                _ => Cryptography.P256Tests.Bytes(new BigInteger(Cryptography.P256Tests.RandomScalar(random), isUnsigned: true)),
            };
            cases.Add((d, hash));
        }

        string[] answers = Ask(cases.Select(one => $"sign {Convert.ToHexString(one.D)} {Convert.ToHexString(one.Hash)}"));
        List<string> questions = [];
        List<bool> verdicts = [];
        foreach (((byte[] d, byte[] hash), string answer) in cases.Zip(answers))
        {
            string[] parts = answer.Split(' ');
            using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
            ECPoint q = key.ExportParameters(false).Q;
            Assert.Equal(Convert.ToHexString([4, .. q.X!, .. q.Y!]), parts[0]);
            Assert.True(key.VerifyHash(hash, Convert.FromHexString(parts[1])), answer);

            // The other way, and damaged.
            byte[] theirs = key.SignHash(hash);
            verdicts.Add(random.Next(2) == 0);
            theirs[random.Next(64)] ^= (byte)(verdicts[^1] ? 0 : 1 << random.Next(8));
            questions.Add($"verify {parts[0]} {Convert.ToHexString(hash)} {Convert.ToHexString(theirs)}");
        }

        foreach ((bool good, string answer) in verdicts.Zip(Ask(questions)))
        {
            Assert.Equal(good ? "0" : "C0", answer);
        }
    }

    [Fact]
    public void Agreements()
    {
        Random random = Seed.Start(output);
        List<string> questions = [];
        List<string> secrets = [];
        foreach (byte[] d in Scalars(random, Seed.Cases(200, 20_000)))
        {
            using ECDiffieHellman mine = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = d });
            using ECDiffieHellman peer = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            ECPoint q = peer.ExportParameters(false).Q;
            questions.Add($"derive {Convert.ToHexString(d)} {Convert.ToHexString([4, .. q.X!, .. q.Y!])}");
            secrets.Add(Convert.ToHexString(mine.DeriveRawSecretAgreement(peer.PublicKey)));
        }

        foreach (NistVectors.Case test in NistVectors.Read("KAS_ECC_CDH_PrimitiveTest.txt"))
        {
            questions.Add($"derive {Convert.ToHexString(test.Hex("dIUT"))} 04{Convert.ToHexString([.. test.Hex("QCAVSx"), .. test.Hex("QCAVSy")])}");
            secrets.Add(Convert.ToHexString(test.Hex("ZIUT")));
        }

        Assert.Equal(secrets, Ask(questions));
    }

    [Fact]
    public void NistVerifications()
    {
        // A longer hash than the order is cut by the token, as by FIPS 186-5.
        NistVectors.Case[] cases = [.. NistVectors.Read("SigVer.rsp").Concat(NistVectors.Read("SigGen.txt"))];
        string[] answers = Ask(cases.Select(test =>
            $"verify 04{Convert.ToHexString([.. test.Hex("Qx"), .. test.Hex("Qy")])} {Convert.ToHexString(Digests.Of(test.Section[7..^1], test.Hex("Msg")))} "
            + $"{Convert.ToHexString([.. test.Hex("R"), .. test.Hex("S")])}"));
        foreach ((NistVectors.Case test, string answer) in cases.Zip(answers))
        {
            Assert.True((answer == "0") == (!test.Has("Result") || test.Passes), $"{answer}: {test}");
        }
    }

    /// <summary>Numbers next to 0 and to n, powers of 2 and their neighbours, and random ones.</summary>
    private static IEnumerable<byte[]> Scalars(Random random, int count)
    {
        List<BigInteger> edges = [];
        for (int bit = 0; bit < 256; bit += bit < 8 ? 1 : 13)
        {
            edges.AddRange([BigInteger.One << bit, (BigInteger.One << bit) + 1, N - (BigInteger.One << bit), N - (BigInteger.One << bit) - 1]);
        }

        byte[][] scalars = [.. edges.Where(edge => edge > 0 && edge < N).Select(Cryptography.P256Tests.Bytes)];
        return scalars.Concat(Enumerable.Range(0, count - scalars.Length).Select(_ => Cryptography.P256Tests.RandomScalar(random)));
    }

    private static string[] Ask(IEnumerable<string> questions)
    {
        using Programs programs = new();
        string source = Path.Combine(Module.Top, "tests/Host/NativeModule");
        _ = programs.Run(
            "gcc", "-std=gnu11", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-strict-prototypes",
            "-I", Path.Combine(Module.Top, "firmware/NativeModule/Front"), Path.Combine(source, "p256.c"), "-o", programs["p256"], "-ldl");
        string[] lines = [.. questions];
        File.WriteAllLines(programs["questions"], lines);
        string[] answers = programs.Run(programs["p256"], Module.Library, programs["questions"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines.Length, answers.Length);
        return answers;
    }
}
