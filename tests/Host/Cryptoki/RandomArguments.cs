using System.Reflection;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Arguments for any C_ function: mostly such as make sense, sometimes such as do not.</summary>
/// <param name="random">Chooses.</param>
/// <param name="watch">Is told the secrets of <see cref="Templates"/>.</param>
internal sealed class RandomArguments(Random random, SecretWatch watch)
{
    /// <summary>All attributes, and two that there are not.</summary>
    public static readonly uint[] Attributes =
        [.. typeof(CKA).GetFields().Select(field => (uint)field.GetRawConstantValue()!), 0x80000001, 0x13];

    private static readonly uint[] _mechanisms =
        [.. typeof(CKM).GetFields().Select(field => (uint)field.GetRawConstantValue()!), 0x1234];

    /// <summary>Handles of sessions that there may be.</summary>
    public List<uint> Sessions { get; } = [];

    /// <summary>Handles of objects that there may be.</summary>
    public List<uint> Objects { get; } = [];

    /// <summary>An object of each kind, and three for keys that the token makes.</summary>
    public CkAttribute[][] Templates { get; } = MakeTemplates(random, watch);

    /// <summary>An argument.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="parameter">What it is for.</param>
    /// <param name="before">The arguments before it.</param>
    public object? Argument(string function, ParameterInfo parameter, object?[] before)
    {
        Type type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        if (type == typeof(uint))
        {
            return Number(function, parameter.Name!, before);
        }

        if (type == typeof(int))
        {
            byte[]? array = before.OfType<byte[]>().LastOrDefault();
            int length = array?.Length ?? 0;
            return random.Next(15) == 0 ? (random.Next(2) == 0 ? -1 : int.MaxValue)
                : parameter.Name == "offset" ? 0 : random.Next(3) == 0 ? random.Next(length + 1) : length;
        }

        if (type == typeof(byte[]))
        {
            return Array(function, parameter.Name!);
        }

        if (type == typeof(uint[]))
        {
            return random.Next(10) == 0 ? null : new uint[random.Next(20)];
        }

        if (type == typeof(CkAttribute[]))
        {
            return Template(function);
        }

        if (type == typeof(CkMechanism))
        {
            return Mechanism(function);
        }

        return type == typeof(bool) ? random.Next(2) == 0
            : type == typeof(CkInitializeArgs) && random.Next(2) == 0 ? new CkInitializeArgs() : null;
    }

    private uint Number(string function, string name, object?[] before)
    {
        if (random.Next(25) == 0)
        {
            return (uint)random.NextInt64(0x100000000);
        }

        return name switch
        {
            // The newest mostly, so that what is begun in one is gone on with.
            "session" => Sessions.Count > 0 && random.Next(4) != 0 ? Sessions[^1] : Pick(Sessions),
            "slotId" => CK.SlotId,
            "userType" => (uint)random.Next(2),
            "flags" => CKF.CKF_SERIAL_SESSION | (uint)(random.Next(2) * 2),
            "maxCount" => (uint)random.Next(10),
            "type" or "mechanismType" => Pick(_mechanisms),
            // The size of the buffer before it, mostly.
            _ when name.EndsWith("Length") && random.Next(5) != 0 => (uint)(before.OfType<byte[]>().LastOrDefault()?.Length ?? 0),
            _ when name.EndsWith("Length") || name == "count" => (uint)random.Next(600),
            _ => PickKey(function),
        };
    }

    // Mostly a key of a class that fits, by the kind in a token object's handle.
    private uint PickKey(string function)
    {
        uint[] kinds = function switch
        {
            "C_SignInit" => [4, 5],
            "C_VerifyInit" => [3, 5],
            "C_DeriveKey" => [4],
            _ => [],
        };
        uint[] fitting = [.. Objects.Where(handle => kinds.Contains(handle >> 24))];
        return fitting.Length > 0 && random.Next(4) != 0 ? Pick(fitting) : Pick(Objects);
    }

    /// <summary>One of the numbers; 0 where there is none.</summary>
    /// <param name="numbers">Handles or types.</param>
    public uint Pick(IReadOnlyList<uint> numbers) => numbers.Count == 0 ? 0 : numbers[random.Next(numbers.Count)];

    private byte[]? Array(string function, string name)
    {
        if (random.Next(20) == 0)
        {
            return null;
        }

        if (name.Contains("in", StringComparison.OrdinalIgnoreCase) && function.Contains("PIN", StringComparison.OrdinalIgnoreCase)
            || function is "C_Login" || (function == "C_InitToken" && name == "pin"))
        {
            return random.Next(12) == 0 ? Pins.Wrong : function == "C_InitToken" ? Pins.So : random.Next(3) == 0 ? Pins.So : Pins.User;
        }

        byte[] bytes = new byte[random.Next(4) switch { 0 => 32, 1 => 64, 2 => 128, _ => random.Next(600) }];
        if (random.Next(2) == 0)
        {
            random.NextBytes(bytes);
        }

        return bytes;
    }

    private CkMechanism? Mechanism(string function)
    {
        uint[] likely = function switch
        {
            "C_SignInit" or "C_VerifyInit" =>
                [CKM.CKM_ECDSA, CKM.CKM_ECDSA_SHA256, CKM.CKM_RSA_PKCS, CKM.CKM_SHA256_RSA_PKCS, CKM.CKM_RSA_X_509, CKM.CKM_SHA256_HMAC, CKM.CKM_AES_CMAC, CKM.CKM_SHA256_RSA_PKCS_PSS],
            "C_DigestInit" => [CKM.CKM_SHA256],
            "C_GenerateKeyPair" => [CKM.CKM_EC_KEY_PAIR_GEN],
            "C_GenerateKey" => [CKM.CKM_GENERIC_SECRET_KEY_GEN, CKM.CKM_AES_KEY_GEN],
            "C_DeriveKey" => [CKM.CKM_ECDH1_DERIVE],
            _ => _mechanisms,
        };
        uint type = Pick(random.Next(6) == 0 ? _mechanisms : likely);
        object? usual = type switch
        {
            CKM.CKM_RSA_PKCS_PSS or CKM.CKM_SHA256_RSA_PKCS_PSS => new CkRsaPkcsPssParams(),
            CKM.CKM_ECDH1_DERIVE => new CkEcdh1DeriveParams { PublicData = Make.EcPublicKey()[5].Value },
            CKM.CKM_SHA256_HMAC_GENERAL => 16u,
            _ => null,
        };
        object? odd = random.Next(4) switch
        {
            0 => new CkRsaPkcsPssParams { SaltLength = (uint)random.Next(80), HashAlgorithm = Pick(_mechanisms) },
            1 => new CkEcdh1DeriveParams { PublicData = Array("", "data"), SharedData = Array("", "data") },
            2 => (uint)random.Next(40),
            _ => "no parameter at all",
        };
        return random.Next(40) == 0 ? null : new CkMechanism(type, random.Next(6) == 0 ? odd : usual);
    }

    private CkAttribute[]? Template(string function)
    {
        if (random.Next(20) == 0)
        {
            return null;
        }

        bool creates = function is "C_CreateObject" or "C_GenerateKeyPair" or "C_GenerateKey" or "C_DeriveKey";
        // The last three are for keys that the token makes.
        int first = function == "C_CreateObject" || random.Next(3) == 0 ? 0 : Templates.Length - 3;
        List<CkAttribute> template = creates && random.Next(8) != 0 ? [.. Templates[random.Next(first, Templates.Length)].Select(Copy)] : [];
        if (creates)
        {
            template.RemoveAll(attribute => attribute.Type == CKA.CKA_TOKEN);
            template.Add(new CkAttribute(CKA.CKA_TOKEN, random.Next(3) == 0));
        }

        for (int count = random.Next(creates ? 3 : 6) - (creates ? 1 : 0); count > 0; count--)
        {
            template.Add(RandomAttribute(function));
        }

        if (creates && template.Count > 0 && random.Next(6) == 0)
        {
            template.RemoveAt(random.Next(template.Count));
        }

        if (template.Count > 0 && random.Next(30) == 0)
        {
            template[random.Next(template.Count)] = null!;
        }

        return [.. template];
    }

    private CkAttribute RandomAttribute(string function)
    {
        uint type = Pick(Attributes);
        byte[]? value = random.Next(6) switch
        {
            0 => null,
            1 or 2 => [(byte)random.Next(2)],
            3 => BitConverter.GetBytes(random.Next(5)),
            _ => new byte[random.Next(300)],
        };
        if (function == "C_GetAttributeValue" && value != null)
        {
            value = new byte[300];
        }

        var attribute = new CkAttribute(type, value);
        if (random.Next(30) == 0)
        {
            attribute.ValueLength = (uint)random.NextInt64(0x100000000);
        }

        return attribute;
    }

    /// <summary>The same attribute in arrays of its own.</summary>
    /// <param name="attribute">It has a value.</param>
    public static CkAttribute Copy(CkAttribute attribute) => new(attribute.Type, (byte[])attribute.Value.Clone());

    private static CkAttribute[][] MakeTemplates(Random random, SecretWatch watch) =>
    [
        Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_DERIVE, true)),
        Make.RsaPrivateKey(),
        Make.EcPublicKey(),
        Make.RsaPublicKey(),
        Make.Certificate(),
        Make.Data("x", true),
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_GENERIC_SECRET),
            new CkAttribute(CKA.CKA_SENSITIVE, true), new CkAttribute(CKA.CKA_VALUE, watch.Add(RandomNumber(random, 32))),
        ],
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            new CkAttribute(CKA.CKA_SENSITIVE, true), new CkAttribute(CKA.CKA_VALUE, watch.Add(RandomNumber(random, 16))),
        ],
        [new CkAttribute(CKA.CKA_EC_PARAMS, Make.P256Parameters())],
        [new CkAttribute(CKA.CKA_VALUE_LEN, 32u), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_GENERIC_SECRET), new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY)],
        [],
    ];

    private static byte[] RandomNumber(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>An argument as a failing test shows it.</summary>
    /// <param name="argument">It.</param>
    public static string Describe(object? argument) => argument switch
    {
        null => "null",
        byte[] bytes => $"byte[{bytes.Length}]",
        CkMechanism mechanism => $"{mechanism.Type:X}/{mechanism.Parameter}",
        CkAttribute[] template => "{" + string.Join(' ', template.Select(one => one == null ? "null" : $"{one.Type:X}:{one.ValueLength}")) + "}",
        _ => argument.ToString()!,
    };
}
