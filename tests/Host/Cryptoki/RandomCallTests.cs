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

    private readonly HashSet<string> _succeeded = [];
    private readonly HashSet<string> _unsupported = [];
    private readonly SecretWatch _watch = new();
    private Random _random = null!;
    private RandomArguments _arguments = null!;
    private string _last = "";

    [Fact]
    public void NothingBreaks()
    {
        _random = Seed.Start(output);
        _arguments = new RandomArguments(_random, _watch);
        foreach (CkAttribute attribute in _arguments.Templates[0].Concat(_arguments.Templates[1]))
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
            if (_arguments.Sessions.Count == 0 && _random.Next(10) != 0)
            {
                _ = token.C_Initialize(null);
                _ = token.C_OpenSession(CK.SlotId, CKF.CKF_SERIAL_SESSION | CKF.CKF_RW_SESSION, out uint session);
                _arguments.Sessions.Add(session);
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
                _arguments.Sessions.Clear();
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
        _arguments.Sessions.Add(session);
        if (hasPins)
        {
            Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
            Assert.Equal(CKR.CKR_OK, token.C_InitPIN(session, Pins.User));
            Assert.Equal(CKR.CKR_OK, token.C_Logout(session));
            Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
        }

        foreach (CkAttribute[] template in _arguments.Templates.Where(template => template.Any(attribute => attribute.Type == CKA.CKA_VALUE || attribute.Type == CKA.CKA_MODULUS)))
        {
            CkAttribute[] stored = [.. template.Where(attribute => attribute.Type != CKA.CKA_TOKEN).Select(RandomArguments.Copy), new CkAttribute(CKA.CKA_TOKEN, true)];
            _arguments.Objects.Add(Pins.Create(token, session, stored));
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
        _arguments.Sessions.Clear();
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
            arguments[i] = _arguments.Argument(function.Name, parameters[i], arguments);
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
            throw new InvalidOperationException($"{function.Name}({string.Join(", ", arguments.Select(RandomArguments.Describe))}) threw", thrown.InnerException);
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
            _arguments.Sessions.Clear();
        }

        Forget(rv, parameters, arguments);
        for (int i = 0; i < parameters.Length; i++)
        {
            if (arguments[i] is uint handle && parameters[i].IsOut && function.Name is not ("C_FindObjects" or "C_WaitForSlotEvent"))
            {
                Assert.True(rv == CKR.CKR_OK || handle is 0 or CK.CK_UNAVAILABLE_INFORMATION, $"{function.Name} gave {handle} with {ReturnValueName.Of(rv)}");
                if (rv == CKR.CKR_OK && function.Name != "C_GetObjectSize")
                {
                    (function.Name == "C_OpenSession" ? _arguments.Sessions : _arguments.Objects).Add(handle);
                }
            }
        }

        if (function.Name == "C_FindObjects" && arguments[1] is uint[] found)
        {
            _arguments.Objects.AddRange(found.Take((int)(uint)arguments[3]!));
        }

        Look(function.Name, arguments, given);
        if (_arguments.Objects.Count > 40)
        {
            _arguments.Objects.RemoveRange(0, 20);
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
                    _arguments.Sessions.Remove(handle);
                }
                else if (rv is CKR.CKR_OBJECT_HANDLE_INVALID or CKR.CKR_KEY_HANDLE_INVALID && _random.Next(4) == 0)
                {
                    _arguments.Objects.Remove(handle);
                }
            }
        }
    }

    private void ReadEverything(Token token)
    {
        foreach (uint handle in _arguments.Objects.Distinct())
        {
            CkAttribute[] template = [.. RandomArguments.Attributes.Select(type => new CkAttribute(type, new byte[600]))];
            _ = token.C_GetAttributeValue(_arguments.Pick(_arguments.Sessions), handle, template);
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
}
