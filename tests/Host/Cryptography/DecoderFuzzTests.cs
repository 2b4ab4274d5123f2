using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using NfToken.Certificates;
using NfToken.Cryptography;
using Xunit;
using Xunit.Abstractions;
using Oid = NfToken.Cryptography.Oid;
using SystemRequest = System.Security.Cryptography.X509Certificates.CertificateRequest;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>All that reads bytes of strangers: damaged input is refused with the documented exception, in bounded memory and time.</summary>
public sealed class DecoderFuzzTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, (Func<byte[][]> Good, Action<byte[]> Decode)> Decoders = new()
    {
        ["DER"] = (() => [Rsa(1024).ExportRSAPrivateKey(), Certificate(), ExoticDer()], Walk),
        ["PEM"] = (Pems, text => Labels(text)),
        ["SubjectPublicKeyInfo"] = (() => [Ec().ExportSubjectPublicKeyInfo(), Rsa(1024).ExportSubjectPublicKeyInfo()], der => PublicKeyInfo.Parse(der)),
        ["PKCS #8"] = (() => [Ec().ExportPkcs8PrivateKey(), Rsa(1024).ExportPkcs8PrivateKey()], der => PrivateKeyInfo.FromDer(der)),
        ["SEC 1"] = (() => [Ec().ExportECPrivateKey()], der => PrivateKeyInfo.FromDer(der)),
        ["PKCS #1"] = (() => [Rsa(1024).ExportRSAPrivateKey()], der => PrivateKeyInfo.FromDer(der)),
        ["key files"] = (Pems, text => PrivateKeyFile.Read(text)),
        ["X.509"] = (() => [Certificate()], der => CertificateInfo.Parse(der).GetPublicKey()),
        ["certificate files"] = (() => [Certificate(), Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", Certificate()))], file => CertificateFile.Read(file)),
        ["names"] = (() => [Name()], der => DistinguishedName.ToText(der)),
        ["ECDSA-Sig-Value"] = (() => [Ec().SignData(new byte[3], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)], der => Ecdsa.FromDer(der)),
    };

    public static TheoryData<string> Names => [.. Decoders.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void DamagedAnyhow(string name)
    {
        Random random = Seed.Start(output);
        (Func<byte[][]> good, Action<byte[]> decode) = Decoders[name];
        int cases = Seed.Cases(10_000, 500_000);
        (int taken, long memory) = Fuzz.Each(random, good(), cases, decode);
        output.WriteLine($"{name}: {cases} cases, {taken} taken, at most {memory} bytes allocated");

        // Damage that is never taken, or always, would have tried nothing.
        Assert.InRange(taken, 1, cases - (cases / 10));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void CutOffAnywhere(string name)
    {
        (Func<byte[][]> good, Action<byte[]> decode) = Decoders[name];
        foreach (byte[] input in good())
        {
            decode(input);
            for (int length = 0; length < input.Length; length++)
            {
                Fuzz.Try(input[..length], decode);
            }
        }
    }

    /// <summary>
    /// A quarter of a megabyte that is made to be slow. What takes time in proportion to the length is done in milliseconds, what takes its square
    /// needs minutes.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void LargeAndHostile(string name)
    {
        Action<byte[]> decode = Decoders[name].Decode;
        var watch = Stopwatch.StartNew();
        foreach (byte[] input in Hostile())
        {
            Fuzz.Try(input, decode);
        }

        output.WriteLine($"{name}: {watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15));
    }

    private static IEnumerable<byte[]> Hostile()
    {
        const int Size = 1 << 18;
        foreach (string part in new[]
        {
            "-----BEGIN A-----\n", "-----BEGIN A-----\nAAAA\n-----END A-----\n", "-----BEGIN A-----\n-----END B-----\n", "-----BEGIN ", "-----END A-----",
            "-", "=", "A",
        })
        {
            string text = string.Concat(Enumerable.Repeat(part, Size / part.Length));
            yield return Encoding.ASCII.GetBytes(text);
            yield return Encoding.ASCII.GetBytes("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
        }

        // Sequences within sequences, and one after another.
        byte[] deep = [];
        var flat = new AsnWriter(AsnEncodingRules.DER);
        using (flat.PushSequence())
        {
            for (int i = 0; i < 20_000; i++)
            {
                using (flat.PushSetOf())
                {
                    using (flat.PushSequence())
                    {
                        flat.WriteObjectIdentifier("2.5.4.3");
                        flat.WriteCharacterString(UniversalTagNumber.UTF8String, "x");
                    }
                }
            }
        }

        for (int i = 0; i < 2000; i++)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                if (deep.Length > 0)
                {
                    writer.WriteEncodedValue(deep);
                }
            }

            deep = writer.Encode();
        }

        yield return deep;
        yield return flat.Encode();
        foreach (int tag in new[] { 0x02, 0x03, 0x04, 0x06, 0x0C, 0x1E, 0x30 })
        {
            yield return [0x30, 0x83, 4, 0, 4, (byte)tag, 0x82, 0xFF, 0xFF, .. Enumerable.Repeat((byte)0x81, Size)];
            yield return [0x30, 0x83, 4, 0, 5, (byte)tag, 0x83, 4, 0, 0, .. Enumerable.Repeat((byte)0x81, Size)];
        }
    }

    /// <summary>Reads a structure that is not known: whatever stands next, by the method for its tag.</summary>
    private static void Walk(byte[] der)
    {
        var open = new Stack<DerReader>();
        open.Push(new DerReader(der));
        while (open.TryPop(out DerReader? reader))
        {
            while (!reader.AtEnd)
            {
                int tag = reader.PeekTag();
                switch (tag)
                {
                    case DerTag.Boolean:
                        reader.ReadBoolean();
                        break;
                    case DerTag.Integer when reader.Position % 2 == 0:
                        reader.ReadInteger();
                        break;
                    case DerTag.Integer:
                        reader.ReadUnsigned(200);
                        break;
                    case DerTag.BitString:
                        reader.ReadBitString();
                        break;
                    case DerTag.OctetString:
                        reader.ReadOctetString();
                        break;
                    case DerTag.Null:
                        reader.ReadNull();
                        break;
                    case DerTag.ObjectIdentifier:
                        Oid.ToDotted(reader.ReadOid());
                        break;
                    default:
                        if ((tag & 0x20) != 0)
                        {
                            open.Push(reader.Enter(tag));
                        }
                        else
                        {
                            reader.ReadEncoded();
                        }

                        break;
                }
            }

            reader.End();
        }
    }

    private static void Labels(byte[] text)
    {
        for (PemBlock block = Pem.FindNext(text, 0); block != null; block = Pem.FindNext(text, block.End))
        {
            Assert.NotEmpty(block.Der);
        }
    }

    private static byte[][] Pems() =>
    [
        Encoding.ASCII.GetBytes(Ec().ExportPkcs8PrivateKeyPem()),
        Encoding.ASCII.GetBytes("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + Ec().ExportECPrivateKeyPem()),
        Encoding.ASCII.GetBytes(Rsa(1024).ExportRSAPrivateKeyPem()),
    ];

    private static byte[] ExoticDer()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteBoolean(true);
            writer.WriteInteger(5);
            writer.WriteNull();
            writer.WriteObjectIdentifier("2.16.840.1.101.3.4.2.1");
            writer.WriteOctetString(new byte[200]);
            writer.WriteBitString(new byte[5]);
        }

        return writer.Encode();
    }

    private static byte[] Name()
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName("Müller – a,b+c");
        builder.Add("1.2.840.113549.1.9.2", "x");
        builder.AddEmailAddress("a@b.example");
        builder.AddCountryOrRegion("DE");
        builder.Add("2.5.4.11", "wide", UniversalTagNumber.BMPString);
        return builder.Build().RawData;
    }

    private static byte[] Certificate()
    {
        using ECDsa key = Ec();
        var request = new SystemRequest("CN=a, O=b, C=DE", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var id = new X509SubjectKeyIdentifierExtension(request.PublicKey, false);
        request.CertificateExtensions.Add(id);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(id));
        var from = new DateTimeOffset(2026, 7, 1, 12, 34, 56, TimeSpan.Zero);
        using X509Certificate2 certificate = request.CreateSelfSigned(from, from.AddYears(40));
        return certificate.RawData;
    }

    private static ECDsa Ec() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static RSA Rsa(int bits) => RSA.Create(bits);
}
