using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Noise;
using NfToken.Pal.Simulator;
using NfToken.Rsa;

namespace NfToken.NativeModule;

/// <summary>
/// The border: the one way in from C, the one place where exceptions end, and the token behind it. Front/front.c lets one call in at a time.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe class Module
{
    /// <summary>How long a call waits for a program that keeps the board to itself, such as one that runs it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What a board with an HMAC of its own takes.</summary>
    private const uint PinIterations = 5000;

    /// <summary>Requests between two seedings: each replaces the NV seed, which on a disk takes milliseconds, and a PC's noise needs no such haste.</summary>
    private const int SeedingInterval = 1 << 16;

    private static SharedBoard? _board;
    private static Token? _token;
    private static bool _isStale;

    /// <summary>A call of any of the functions.</summary>
    /// <param name="function">A <see cref="Function"/>.</param>
    /// <param name="arguments">Its arguments, one word each.</param>
    /// <returns>CKR_*.</returns>
    [UnmanagedCallersOnly(EntryPoint = "nftoken_call", CallConvs = [typeof(CallConvCdecl)])]
    public static nuint Call(int function, nuint* arguments)
    {
        try
        {
            return function == (int)Function.Initialize ? Initialize(arguments[0])
                : _token == null ? CKR.CKR_CRYPTOKI_NOT_INITIALIZED
                : function == (int)Function.Finalize ? End(arguments[0])
                : Call((Function)function, arguments, _token, _board!);
        }
        catch (Exception failure)
        {
            return ToReturnValue(failure);
        }
    }

    private static uint Call(Function function, nuint* arguments, Token token, SharedBoard board)
    {
        if (!NeedsStore(function))
        {
            return Functions.Call(function, arguments, token);
        }

        _isStale |= board.Enter();
        try
        {
            uint rv = _isStale ? token.Refresh() : CKR.CKR_OK;
            _isStale &= rv != CKR.CKR_OK;
            return rv == CKR.CKR_OK ? Functions.Call(function, arguments, token) : rv;
        }
        finally
        {
            board.Leave();
        }
    }

    // The others get along with what is in memory, or do nothing, and neither wait for other programs nor heed what they changed.
    private static bool NeedsStore(Function function) => function is Function.GetTokenInfo or Function.InitToken or Function.InitPIN or Function.SetPIN
        or Function.GetSessionInfo or Function.Login or Function.Logout or Function.CreateObject or Function.CopyObject or Function.DestroyObject
        or Function.GetObjectSize or Function.GetAttributeValue or Function.SetAttributeValue or Function.FindObjectsInit or Function.FindObjects
        or Function.SignInit or Function.Sign or Function.SignFinal or Function.VerifyInit or Function.GenerateKey or Function.GenerateKeyPair
        or Function.DeriveKey or Function.SeedRandom or Function.GenerateRandom;

    private static uint Initialize(nuint arguments)
    {
        var init = InitializeArguments.Read(arguments);
        if (_token != null)
        {
            return CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED;
        }

        SharedBoard? board = null;
        try
        {
            board = BoardFinder.OpenEntered(Patience);
            var token = MakeToken(board);
            uint rv = token.C_Initialize(init);
            board.Leave();
            if (rv == CKR.CKR_OK)
            {
                (_board, _token, _isStale, board) = (board, token, false, null);
            }

            return rv;
        }
        catch (Exception failure) when (failure is BoardException or StoreException or IOException or UnauthorizedAccessException)
        {
            bool isBusy = failure is StoreException { Error: StoreError.Busy };
            Console.Error.WriteLine($"libnftoken: {failure.Message}{(isBusy ? ": another program keeps the board to itself; wait for it or end it" : "")}");
            return CKR.CKR_GENERAL_ERROR;
        }
        finally
        {
            board?.Dispose();
        }
    }

    private static uint End(nuint reserved)
    {
        uint rv = _token!.C_Finalize(reserved == 0 ? null : new object());
        if (rv == CKR.CKR_OK)
        {
            _token = null;
            _board!.Dispose();
            _board = null;
        }

        return rv;
    }

    // Without the jitter, which takes milliseconds, is credited with nothing, and is one source too many beside the PC's own generator.
    private static Token MakeToken(SharedBoard board)
    {
        // A PC has the room for the largest table of multiples.
        P256.TableBytes = 8192;
        var parts = board.Board;
        return new Token(new TokenParts(board.Store)
        {
            DeviceId = parts.DeviceId,
            Random = new RandomGenerator([.. parts.GetNoiseSources().Where(source => source is not JitterNoise)], board.Store, parts.Hmac, null) { Interval = SeedingInterval },
            Rsa = new RsaEngine(),
            RsaKeyGenerator = new HostRsaKeyGenerator(),
            PinIterations = PinIterations,
            Aes = parts.Aes,
        });
    }

    private static uint ToReturnValue(Exception failure) => failure switch
    {
        BadArgumentException bad => bad.ReturnValue,
        OutOfMemoryException => CKR.CKR_HOST_MEMORY,
        NullReferenceException => CKR.CKR_ARGUMENTS_BAD,
        StoreException or BoardException or FlashException or IOException => CKR.CKR_DEVICE_ERROR,
        _ => CKR.CKR_GENERAL_ERROR,
    };
}
