using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Rsa;

namespace NfToken.Tests.Cryptoki;

/// <summary>Tokens, templates and values for the tests.</summary>
public static class Make
{
    public static Token Token(ObjectStore store)
    {
        Token token = new Token(new TokenParts(store) { Rsa = new RsaEngine() });
        uint rv = token.C_Initialize(null);
        return rv == CKR.CKR_OK ? token : throw new CryptokiException(rv, "initialize", token.LastStoreError);
    }

    public static TokenSession Session(ObjectStore store) => TokenSession.Open(Token(store), true);

    public static byte[] Der(string base64) => Convert.FromBase64String(base64);

    public static byte[] P256Parameters() => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];

    public static CkAttribute[] Data(string label, bool isToken) =>
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_DATA),
        new CkAttribute(CKA.CKA_TOKEN, isToken),
        new CkAttribute(CKA.CKA_LABEL, label),
        new CkAttribute(CKA.CKA_VALUE, [1, 2, 3]),
    ];

    public static CkAttribute[] EcPrivateKey()
    {
        PrivateKeyInfo key = PrivateKeyInfo.FromDer(Der(TestData.EcKey));
        return
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
            new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, "ec"),
            new CkAttribute(CKA.CKA_EC_PARAMS, P256Parameters()),
            new CkAttribute(CKA.CKA_VALUE, key.Ec.D),
        ];
    }

    public static CkAttribute[] EcPublicKey()
    {
        PrivateKeyInfo key = PrivateKeyInfo.FromDer(Der(TestData.EcKey));
        return
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY),
            new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_EC),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, "ec"),
            new CkAttribute(CKA.CKA_EC_PARAMS, P256Parameters()),
            new CkAttribute(CKA.CKA_EC_POINT, key.Ec.Point),
        ];
    }

    public static CkAttribute[] RsaPrivateKey()
    {
        RsaPrivateKey key = PrivateKeyInfo.FromDer(Der(TestData.RsaKey)).Rsa;
        return
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY),
            new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, "rsa"),
            new CkAttribute(CKA.CKA_MODULUS, key.PublicKey.Modulus),
            new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, key.PublicKey.Exponent),
            new CkAttribute(CKA.CKA_PRIVATE_EXPONENT, key.D),
            new CkAttribute(CKA.CKA_PRIME_1, key.P),
            new CkAttribute(CKA.CKA_PRIME_2, key.Q),
            new CkAttribute(CKA.CKA_EXPONENT_1, key.DP),
            new CkAttribute(CKA.CKA_EXPONENT_2, key.DQ),
            new CkAttribute(CKA.CKA_COEFFICIENT, key.QInv),
        ];
    }

    public static CkAttribute[] RsaPublicKey()
    {
        RsaPrivateKey key = PrivateKeyInfo.FromDer(Der(TestData.RsaKey)).Rsa;
        return
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_PUBLIC_KEY),
            new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_RSA),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, "rsa"),
            new CkAttribute(CKA.CKA_MODULUS, key.PublicKey.Modulus),
            new CkAttribute(CKA.CKA_PUBLIC_EXPONENT, key.PublicKey.Exponent),
        ];
    }

    public static CkAttribute[] Certificate() =>
    [
        new CkAttribute(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE),
        new CkAttribute(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509),
        new CkAttribute(CKA.CKA_TOKEN, true),
        new CkAttribute(CKA.CKA_LABEL, "cert"),
        new CkAttribute(CKA.CKA_VALUE, Der(TestData.EcCertificate)),
    ];

    /// <summary>The template with one attribute more.</summary>
    public static CkAttribute[] With(CkAttribute[] template, CkAttribute attribute)
    {
        CkAttribute[] longer = new CkAttribute[template.Length + 1];
        for (int i = 0; i < template.Length; i++)
        {
            longer[i] = template[i];
        }

        longer[template.Length] = attribute;
        return longer;
    }

    /// <summary>The template without one attribute.</summary>
    public static CkAttribute[] Without(CkAttribute[] template, uint type)
    {
        CkAttribute[] shorter = new CkAttribute[template.Length - 1];
        int count = 0;
        foreach (CkAttribute attribute in template)
        {
            if (attribute.Type != type)
            {
                shorter[count++] = attribute;
            }
        }

        return shorter;
    }

    /// <summary>The template with another value for one attribute.</summary>
    public static CkAttribute[] Replace(CkAttribute[] template, CkAttribute attribute) => With(Without(template, attribute.Type), attribute);

    /// <summary>Tries to make an object in a token of its own.</summary>
    public static uint Create(CkAttribute[] template)
    {
        TokenSession session = Session(new MemoryStore());
        return session.Token.C_CreateObject(session.Handle, template, out uint _);
    }

    public static string Hex(byte[] bytes)
    {
        string text = "";
        foreach (byte value in bytes)
        {
            text += value.ToString("X2");
        }

        return text;
    }
}
