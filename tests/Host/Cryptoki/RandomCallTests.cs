using System.Reflection;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using NfToken.Rsa;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Cryptography;
using NfToken.Tests.Host.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>
/// Any C_ function with any arguments, again and again: nothing may be thrown, no return value be without name, no byte of a private key come out, and the
/// store must open again with everything whole. The functions are found by reflection, so that none is forgotten.
/// </summary>
public sealed class RandomCallTests(ITestOutputHelper output)
{
    private static readonly MethodInfo[] _functions =
        [.. typeof(Token).GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.Name.StartsWith("C_")), typeof(Token).GetMethod("Refresh")!];

    private static readonly uint[] _attributes =
        [.. typeof(CKA).GetFields().Select(field => (uint)field.GetRawConstantValue()!), 0x80000001, 0x13];

    private static readonly uint[] _mechanisms =
        [.. typeof(CKM).GetFields().Select(field => (uint)field.GetRawConstantValue()!), 0x1234];

    private readonly List<uint> _sessions = [];
    private readonly List<uint> _objects = [];
    private readonly HashSet<string> _succeeded = [];
    private readonly HashSet<string> _unsupported = [];
    private readonly SecretWatch _watch = new();
    private Random _random = null!;
    private string _last = "";
    private CkAttribute[][] _templates = [];

    [Fact]
    public void NothingBreaks()
    {
        _random = Seed.Start(output);
        _templates = MakeTemplates();
        foreach (CkAttribute attribute in _templates[0].Concat(_templates[1]))
        {
            if (attribute.Type is CKA.CKA_VALUE or (>= CKA.CKA_PRIVATE_EXPONENT and <= CKA.CKA_COEFFICIENT))
            {
                _watch.Add(attribute.Value);
            }
        }

        for (int round = 0; round < Seed.Cases(30, 1000); round++)
        {
            FlashSimulator flash = FlashGeometry.Of(12, 4096, 4, true).Make((ulong)round);
            Run(flash, 4000);
        }

        // Calls that never succeed would show nothing.
        string[] never = [.. _functions.Select(function => function.Name).Where(name => !_succeeded.Contains(name) && !_unsupported.Contains(name))];
        output.WriteLine("never CKR_OK: " + string.Join(' ', never));
        Assert.Empty(never.Except(["C_GetFunctionStatus", "C_CancelFunction", "C_Verify", "C_VerifyFinal"]));
    }

    private void Run(FlashSimulator flash, int calls)
    {
        Token token = Start(FlashStore.Format(flash));
        Furnish(token);
        for (int i = 0; i < calls; i++)
        {
            if (_sessions.Count == 0 && _random.Next(10) != 0)
            {
                _ = token.C_Initialize(null);
                _ = token.C_OpenSession(CK.SlotId, CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION, out uint session);
                _sessions.Add(session);
            }

            // What ends everything comes seldom.
            MethodInfo function = Choose();
            if (function.Name is "C_Finalize" or "C_CloseAllSessions" or "C_InitToken" && _random.Next(10) != 0)
            {
                continue;
            }

            if (function.Name == "C_InitToken" && _random.Next(4) != 0)
            {
                _ = token.C_CloseAllSessions(CK.SlotId);
                _sessions.Clear();
            }

            Call(token, function);
            if (i % 1000 == 999)
            {
                ReadEverything(token);
            }

            if (_random.Next(200) == 0)
            {
                // As after a loss of power.
                token = Start(FlashStore.Open(flash));
                Assert.Empty(token.GetDamagedObjects());
            }
        }
    }

    // PINs for every other token, and one object of each kind.
    private void Furnish(Token token)
    {
        bool hasPins = _random.Next(2) == 0;
        if (hasPins)
        {
            Assert.Equal(CKR.CKR_OK, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("mine")));
        }

        uint session = Pins.Open(token, Pins.ReadWrite);
        _sessions.Add(session);
        if (hasPins)
        {
            Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
            Assert.Equal(CKR.CKR_OK, token.C_InitPIN(session, Pins.User));
            Assert.Equal(CKR.CKR_OK, token.C_Logout(session));
            Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
        }

        foreach (CkAttribute[] template in _templates.Where(template => template.Any(attribute => attribute.Type == CKA.CKA_VALUE || attribute.Type == CKA.CKA_MODULUS)))
        {
            CkAttribute[] stored = [.. template.Where(attribute => attribute.Type != CKA.CKA_TOKEN).Select(Copy), new CkAttribute(CKA.CKA_TOKEN, true)];
            _objects.Add(Pins.Create(token, session, stored));
        }
    }

    // What is not supported anyway comes seldom, and what was begun is mostly gone on with.
    private MethodInfo Choose()
    {
        string[] goOn = _last switch
        {
            "C_SignInit" => ["C_Sign", "C_SignUpdate", "C_SignFinal"],
            "C_VerifyInit" => ["C_Verify", "C_VerifyUpdate", "C_VerifyFinal"],
            "C_DigestInit" => ["C_Digest", "C_DigestUpdate", "C_DigestFinal"],
            "C_SignUpdate" => ["C_SignUpdate", "C_SignFinal"],
            "C_VerifyUpdate" => ["C_VerifyUpdate", "C_VerifyFinal"],
            "C_DigestUpdate" => ["C_DigestUpdate", "C_DigestFinal"],
            "C_FindObjectsInit" => ["C_FindObjects", "C_FindObjectsFinal"],
            _ => [],
        };
        if (goOn.Length > 0 && _random.Next(4) != 0)
        {
            string name = goOn[_random.Next(goOn.Length)];
            return _functions.Single(function => function.Name == name);
        }

        MethodInfo any = _functions[_random.Next(_functions.Length)];
        return _unsupported.Contains(any.Name) && _random.Next(10) != 0 ? Choose() : any;
    }

    private Token Start(ObjectStore store)
    {
        _sessions.Clear();
        var token = new Token(new TokenParts(store)
        {
            Random = new SeededRandom(_random),
            Rsa = new RsaEngine(),
            Hmac = _random.Next(2) == 0 ? new HostHmac() : null,
            Aes = new HostAes(),
            PinIterations = 1,
        });
        Assert.Equal(CKR.CKR_OK, token.C_Initialize(null));
        return token;
    }

    private void Call(Token token, MethodInfo function)
    {
        ParameterInfo[] parameters = function.GetParameters();
        object?[] arguments = [.. parameters.Select((_, place) => (object?)null)];
        for (int i = 0; i < parameters.Length; i++)
        {
            arguments[i] = Argument(function.Name, parameters[i], arguments);
        }

        // Arrays that go in hold secrets when an object is made; those are no leak.
        byte[][] given = [.. arguments.OfType<byte[]>().Select(array => (byte[])array.Clone())];
        uint rv;
        try
        {
            rv = (uint)function.Invoke(token, arguments)!;
        }
        catch (TargetInvocationException thrown)
        {
            throw new InvalidOperationException($"{function.Name}({string.Join(", ", arguments.Select(Describe))}) threw", thrown.InnerException);
        }

        Assert.DoesNotContain("0x", ReturnValueName.Of(rv));
        _last = rv == CKR.CKR_OK ? function.Name : "";
        if (rv == CKR.CKR_OK)
        {
            _succeeded.Add(function.Name);
        }
        else if (rv == CKR.CKR_FUNCTION_NOT_SUPPORTED)
        {
            _unsupported.Add(function.Name);
        }

        if (rv == CKR.CKR_CRYPTOKI_NOT_INITIALIZED && _random.Next(5) == 0)
        {
            _sessions.Clear();
        }

        Forget(rv, parameters, arguments);
        for (int i = 0; i < parameters.Length; i++)
        {
            if (arguments[i] is uint handle && parameters[i].IsOut && function.Name is not ("C_FindObjects" or "C_WaitForSlotEvent"))
            {
                Assert.True(rv == CKR.CKR_OK || handle is 0 or CK.CK_UNAVAILABLE_INFORMATION, $"{function.Name} gave {handle} with {ReturnValueName.Of(rv)}");
                if (rv == CKR.CKR_OK && function.Name != "C_GetObjectSize")
                {
                    (function.Name == "C_OpenSession" ? _sessions : _objects).Add(handle);
                }
            }
        }

        if (function.Name == "C_FindObjects" && arguments[1] is uint[] found)
        {
            _objects.AddRange(found.Take((int)(uint)arguments[3]!));
        }

        Look(function.Name, arguments, given);
        if (_objects.Count > 40)
        {
            _objects.RemoveRange(0, 20);
        }
    }

    // Handles that are no more come back now and then, but not all the time.
    private void Forget(uint rv, ParameterInfo[] parameters, object?[] arguments)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (arguments[i] is uint handle && !parameters[i].ParameterType.IsByRef && _random.Next(20) != 0)
            {
                if (rv == CKR.CKR_SESSION_HANDLE_INVALID)
                {
                    _sessions.Remove(handle);
                }
                else if (rv is CKR.CKR_OBJECT_HANDLE_INVALID or CKR.CKR_KEY_HANDLE_INVALID && _random.Next(4) == 0)
                {
                    _objects.Remove(handle);
                }
            }
        }
    }

    private void ReadEverything(Token token)
    {
        foreach (uint handle in _objects.Distinct())
        {
            CkAttribute[] template = [.. _attributes.Select(type => new CkAttribute(type, new byte[600]))];
            _ = token.C_GetAttributeValue(Pick(_sessions), handle, template);
            Look("C_GetAttributeValue", [0, 0, template], []);
        }
    }

    private void Look(string function, object?[] arguments, byte[][] given)
    {
        int place = 0;
        foreach (byte[] array in arguments.OfType<byte[]>())
        {
            if (!array.AsSpan().SequenceEqual(given[place++]))
            {
                Assert.False(_watch.IsIn(array), function + " told a secret");
            }
        }

        if (function == "C_GetAttributeValue" && arguments[2] is CkAttribute[] template)
        {
            foreach (CkAttribute wanted in template.Where(wanted => wanted?.Value != null))
            {
                Assert.False(_watch.IsIn(wanted.Value), $"{function} told {wanted.Type:X}");
            }
        }
    }

    private object? Argument(string function, ParameterInfo parameter, object?[] before)
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
            return _random.Next(15) == 0 ? (_random.Next(2) == 0 ? -1 : int.MaxValue)
                : parameter.Name == "offset" ? 0 : _random.Next(3) == 0 ? _random.Next(length + 1) : length;
        }

        if (type == typeof(byte[]))
        {
            return Array(function, parameter.Name!);
        }

        if (type == typeof(uint[]))
        {
            return _random.Next(10) == 0 ? null : new uint[_random.Next(20)];
        }

        if (type == typeof(CkAttribute[]))
        {
            return Template(function);
        }

        if (type == typeof(CkMechanism))
        {
            return Mechanism(function);
        }

        return type == typeof(bool) ? _random.Next(2) == 0
            : type == typeof(CkInitializeArgs) && _random.Next(2) == 0 ? new CkInitializeArgs() : null;
    }

    private uint Number(string function, string name, object?[] before)
    {
        if (_random.Next(25) == 0)
        {
            return (uint)_random.NextInt64(0x100000000);
        }

        return name switch
        {
            // The newest mostly, so that what is begun in one is gone on with.
            "session" => _sessions.Count > 0 && _random.Next(4) != 0 ? _sessions[^1] : Pick(_sessions),
            "slotId" => CK.SlotId,
            "userType" => (uint)_random.Next(2),
            "flags" => CKF.CKF_SERIAL_SESSION | (uint)(_random.Next(2) * 2),
            "maxCount" => (uint)_random.Next(10),
            "type" or "mechanismType" => Pick(_mechanisms),
            // The size of the buffer before it, mostly.
            _ when name.EndsWith("Length") && _random.Next(5) != 0 => (uint)(before.OfType<byte[]>().LastOrDefault()?.Length ?? 0),
            _ when name.EndsWith("Length") || name == "count" => (uint)_random.Next(600),
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
        uint[] fitting = [.. _objects.Where(handle => kinds.Contains(handle >> 24))];
        return fitting.Length > 0 && _random.Next(4) != 0 ? Pick(fitting) : Pick(_objects);
    }

    private uint Pick(IReadOnlyList<uint> numbers) => numbers.Count == 0 ? 0 : numbers[_random.Next(numbers.Count)];

    private byte[]? Array(string function, string name)
    {
        if (_random.Next(20) == 0)
        {
            return null;
        }

        if (name.Contains("in", StringComparison.OrdinalIgnoreCase) && function.Contains("PIN", StringComparison.OrdinalIgnoreCase)
            || function is "C_Login" || (function == "C_InitToken" && name == "pin"))
        {
            return _random.Next(12) == 0 ? Pins.Wrong : function == "C_InitToken" ? Pins.So : _random.Next(3) == 0 ? Pins.So : Pins.User;
        }

        byte[] bytes = new byte[_random.Next(4) switch { 0 => 32, 1 => 64, 2 => 128, _ => _random.Next(600) }];
        if (_random.Next(2) == 0)
        {
            _random.NextBytes(bytes);
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
        uint type = Pick(_random.Next(6) == 0 ? _mechanisms : likely);
        object? usual = type switch
        {
            CKM.CKM_RSA_PKCS_PSS or CKM.CKM_SHA256_RSA_PKCS_PSS => new CkRsaPkcsPssParams(),
            CKM.CKM_ECDH1_DERIVE => new CkEcdh1DeriveParams { PublicData = Make.EcPublicKey()[5].Value },
            CKM.CKM_SHA256_HMAC_GENERAL => 16u,
            _ => null,
        };
        object? odd = _random.Next(4) switch
        {
            0 => new CkRsaPkcsPssParams { SaltLength = (uint)_random.Next(80), HashAlgorithm = Pick(_mechanisms) },
            1 => new CkEcdh1DeriveParams { PublicData = Array("", "data"), SharedData = Array("", "data") },
            2 => (uint)_random.Next(40),
            _ => "no parameter at all",
        };
        return _random.Next(40) == 0 ? null : new CkMechanism(type, _random.Next(6) == 0 ? odd : usual);
    }

    private CkAttribute[]? Template(string function)
    {
        if (_random.Next(20) == 0)
        {
            return null;
        }

        bool creates = function is "C_CreateObject" or "C_GenerateKeyPair" or "C_GenerateKey" or "C_DeriveKey";
        // The last three are for keys that the token makes.
        int first = function == "C_CreateObject" || _random.Next(3) == 0 ? 0 : _templates.Length - 3;
        List<CkAttribute> template = creates && _random.Next(8) != 0 ? [.. _templates[_random.Next(first, _templates.Length)].Select(Copy)] : [];
        if (creates)
        {
            template.RemoveAll(attribute => attribute.Type == CKA.CKA_TOKEN);
            template.Add(new CkAttribute(CKA.CKA_TOKEN, _random.Next(3) == 0));
        }

        for (int count = _random.Next(creates ? 3 : 6) - (creates ? 1 : 0); count > 0; count--)
        {
            template.Add(RandomAttribute(function));
        }

        if (creates && template.Count > 0 && _random.Next(6) == 0)
        {
            template.RemoveAt(_random.Next(template.Count));
        }

        if (template.Count > 0 && _random.Next(30) == 0)
        {
            template[_random.Next(template.Count)] = null!;
        }

        return [.. template];
    }

    private CkAttribute RandomAttribute(string function)
    {
        uint type = Pick(_attributes);
        byte[]? value = _random.Next(6) switch
        {
            0 => null,
            1 or 2 => [(byte)_random.Next(2)],
            3 => BitConverter.GetBytes(_random.Next(5)),
            _ => new byte[_random.Next(300)],
        };
        if (function == "C_GetAttributeValue" && value != null)
        {
            value = new byte[300];
        }

        var attribute = new CkAttribute(type, value);
        if (_random.Next(30) == 0)
        {
            attribute.ValueLength = (uint)_random.NextInt64(0x100000000);
        }

        return attribute;
    }

    private static CkAttribute Copy(CkAttribute attribute) => new(attribute.Type, (byte[])attribute.Value.Clone());

    private CkAttribute[][] MakeTemplates() =>
    [
        Make.With(Make.EcPrivateKey(), new CkAttribute(CKA.CKA_DERIVE, true)),
        Make.RsaPrivateKey(),
        Make.EcPublicKey(),
        Make.RsaPublicKey(),
        Make.Certificate(),
        Make.Data("x", true),
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_GENERIC_SECRET),
            new CkAttribute(CKA.CKA_SENSITIVE, true), new CkAttribute(CKA.CKA_VALUE, _watch.Add(RandomNumber(32))),
        ],
        [
            new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            new CkAttribute(CKA.CKA_SENSITIVE, true), new CkAttribute(CKA.CKA_VALUE, _watch.Add(RandomNumber(16))),
        ],
        [new CkAttribute(CKA.CKA_EC_PARAMS, Make.P256Parameters())],
        [new CkAttribute(CKA.CKA_VALUE_LEN, 32u), new CkAttribute(CKA.CKA_KEY_TYPE, CKK.CKK_GENERIC_SECRET), new CkAttribute(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY)],
        [],
    ];

    private byte[] RandomNumber(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private static string Describe(object? argument) => argument switch
    {
        null => "null",
        byte[] bytes => $"byte[{bytes.Length}]",
        CkMechanism mechanism => $"{mechanism.Type:X}/{mechanism.Parameter}",
        CkAttribute[] template => "{" + string.Join(' ', template.Select(one => one == null ? "null" : $"{one.Type:X}:{one.ValueLength}")) + "}",
        _ => argument.ToString()!,
    };
}
