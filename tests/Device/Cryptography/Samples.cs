using System.Text;
using NfToken.Rsa;

namespace NfToken.Tests.Cryptography;

/// <summary>Keys and a certificate that OpenSSL 3.0 made, for tests only.</summary>
internal static class Samples
{
    public const string Point = "047634CC917EA18EAF5843203DE6784002F2D5FC201C856801E0262696F566684FA637C5898D3C48E65F25AD5E465CBA011947DA0B383BF9E3A8A326C143B46FEC";

    public const string Scalar = "C5EC14E65EED841509A3A74395DE4779E5AA331C29717EE5F237B5BC1D1C6EA1";

    /// <summary>openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256.</summary>
    public const string EcPkcs8 =
        "-----BEGIN PRIVATE KEY-----\n" +
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxewU5l7thBUJo6dD\n" +
        "ld5HeeWqMxwpcX7l8je1vB0cbqGhRANCAAR2NMyRfqGOr1hDID3meEAC8tX8IByF\n" +
        "aAHgJiaW9WZoT6Y3xYmNPEjmXyWtXkZcugEZR9oLODv546ijJsFDtG/s\n" +
        "-----END PRIVATE KEY-----\n";

    /// <summary>The same key as ECPrivateKey.</summary>
    public const string EcSec1 =
        "-----BEGIN EC PRIVATE KEY-----\n" +
        "MHcCAQEEIMXsFOZe7YQVCaOnQ5XeR3nlqjMcKXF+5fI3tbwdHG6hoAoGCCqGSM49\n" +
        "AwEHoUQDQgAEdjTMkX6hjq9YQyA95nhAAvLV/CAchWgB4CYmlvVmaE+mN8WJjTxI\n" +
        "5l8lrV5GXLoBGUfaCzg7+eOooybBQ7Rv7A==\n" +
        "-----END EC PRIVATE KEY-----\n";

    /// <summary>A self-signed certificate for it: O=Example, CN=board-7, 25 years.</summary>
    public const string Certificate =
        "-----BEGIN CERTIFICATE-----\n" +
        "MIIBjjCCATOgAwIBAgICEjQwCgYIKoZIzj0EAwIwJDEQMA4GA1UECgwHRXhhbXBs\n" +
        "ZTEQMA4GA1UEAwwHYm9hcmQtNzAgFw0yNjExMjEwNTQyNTlaGA8yMDUxMTEyMTA1\n" +
        "NDI1OVowJDEQMA4GA1UECgwHRXhhbXBsZTEQMA4GA1UEAwwHYm9hcmQtNzBZMBMG\n" +
        "ByqGSM49AgEGCCqGSM49AwEHA0IABHY0zJF+oY6vWEMgPeZ4QALy1fwgHIVoAeAm\n" +
        "Jpb1ZmhPpjfFiY08SOZfJa1eRly6ARlH2gs4O/njqKMmwUO0b+yjUzBRMB0GA1Ud\n" +
        "DgQWBBQMK3bTbClMd30dwhxTDjJyoDOipTAfBgNVHSMEGDAWgBQMK3bTbClMd30d\n" +
        "whxTDjJyoDOipTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCl\n" +
        "7IDCz2xIb048XOclj2nM56JfLaOBef81ZNrqlJ6IHAIhAJt9KmZjbK+5tTbdqNVr\n" +
        "4W6pObY2gaPUv65VRk1Sxu6l\n" +
        "-----END CERTIFICATE-----\n";

    /// <summary>openssl genpkey -algorithm RSA, 1024 bits.</summary>
    public const string RsaPkcs8 =
        "-----BEGIN PRIVATE KEY-----\n" +
        "MIICdQIBADANBgkqhkiG9w0BAQEFAASCAl8wggJbAgEAAoGBAOOF396j0dMRUZ4g\n" +
        "2TbX/2Q2huSxLzpFzg/ZzILFfO/8v1VJ5Zzv6eWpLoT9ArtxxCmc6XZMrrUn1LeX\n" +
        "1cOuruRMKWZq5Voso+p3Fw9fmRTUT+vsMfIUA/twLYAax2MMRjiKLwAS+nzx7i6v\n" +
        "SfF53iHhepj+uRjCoExTqTg/QXXZAgMBAAECgYA3KG1tfCmSEdDHlQ8TzKmNkeqB\n" +
        "5rKcXe/mx9ZcnaP8SjnYY2HW+hKqKqmsc+oFpz73F6NBmrWAFXfsSlL4bZDYMsz6\n" +
        "/xkj58ZQmllj9D3VVHW2WTVQv+FJmHNrsto8SyDXhG4PY+qgfWldX4a9Tmp/u+7B\n" +
        "vsZu3R9BACKKJHxdAQJBAPiSmZpcpePClh9c6ZmZhWaZfc64JIplBg+kk7fHJ6NZ\n" +
        "by37BBoMi1o7Kl2Kf+rlW90cpiBVyRq83IILe1ucln0CQQDqUkJvymVhuPoZsWjX\n" +
        "Pg11RNJrJRUfoWJFg3FQFebDdeVgPPIk2keR3ml+SCGOVJTuOFi9xdSgL0L4fNTA\n" +
        "ek+NAkAA6vmqOkFaj/Nh9kPej1SQxmxSgReRc0IMeL0a5p9c2Q2yC8U+G2HAWYuU\n" +
        "gNhsE6C9NkfewrJVaPEfgc9YzUE5AkARMbIQU/C2iAVKJ1uDF9mS9lbeZ90x8fyt\n" +
        "DyUcdE73nsoTEsXN8Hp5+LETBCX6NLis9lOEsWSV0IIAi+Bss0ztAkA3bo1RiOZa\n" +
        "HnnaKVZQe8gRDVx3TCmoAlyUvyqgEdtJdyj2WdG9Foy9KpxBo14GlOksJHIZvbK6\n" +
        "qXyL/lCwY/Lm\n" +
        "-----END PRIVATE KEY-----\n";

    /// <summary>The same key as RSAPrivateKey.</summary>
    public const string RsaPkcs1 =
        "-----BEGIN RSA PRIVATE KEY-----\n" +
        "MIICWwIBAAKBgQDjhd/eo9HTEVGeINk21/9kNobksS86Rc4P2cyCxXzv/L9VSeWc\n" +
        "7+nlqS6E/QK7ccQpnOl2TK61J9S3l9XDrq7kTClmauVaLKPqdxcPX5kU1E/r7DHy\n" +
        "FAP7cC2AGsdjDEY4ii8AEvp88e4ur0nxed4h4XqY/rkYwqBMU6k4P0F12QIDAQAB\n" +
        "AoGANyhtbXwpkhHQx5UPE8ypjZHqgeaynF3v5sfWXJ2j/Eo52GNh1voSqiqprHPq\n" +
        "Bac+9xejQZq1gBV37EpS+G2Q2DLM+v8ZI+fGUJpZY/Q91VR1tlk1UL/hSZhza7La\n" +
        "PEsg14RuD2PqoH1pXV+GvU5qf7vuwb7Gbt0fQQAiiiR8XQECQQD4kpmaXKXjwpYf\n" +
        "XOmZmYVmmX3OuCSKZQYPpJO3xyejWW8t+wQaDItaOypdin/q5VvdHKYgVckavNyC\n" +
        "C3tbnJZ9AkEA6lJCb8plYbj6GbFo1z4NdUTSayUVH6FiRYNxUBXmw3XlYDzyJNpH\n" +
        "kd5pfkghjlSU7jhYvcXUoC9C+HzUwHpPjQJAAOr5qjpBWo/zYfZD3o9UkMZsUoEX\n" +
        "kXNCDHi9GuafXNkNsgvFPhthwFmLlIDYbBOgvTZH3sKyVWjxH4HPWM1BOQJAETGy\n" +
        "EFPwtogFSidbgxfZkvZW3mfdMfH8rQ8lHHRO957KExLFzfB6efixEwQl+jS4rPZT\n" +
        "hLFkldCCAIvgbLNM7QJAN26NUYjmWh552ilWUHvIEQ1cd0wpqAJclL8qoBHbSXco\n" +
        "9lnRvRaMvSqcQaNeBpTpLCRyGb2yuql8i/5QsGPy5g==\n" +
        "-----END RSA PRIVATE KEY-----\n";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] FromHex(string hex)
    {
        byte[] bytes = new byte[hex.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Digit(hex[2 * i]) << 4) | Digit(hex[(2 * i) + 1]));
        }

        return bytes;
    }

    public static string ToHex(byte[] bytes)
    {
        char[] digits = new char[2 * bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            digits[2 * i] = "0123456789ABCDEF"[bytes[i] >> 4];
            digits[(2 * i) + 1] = "0123456789ABCDEF"[bytes[i] & 15];
        }

        return new string(digits);
    }

    private static int Digit(char digit) => digit <= '9' ? digit - '0' : digit - 'A' + 10;
}
