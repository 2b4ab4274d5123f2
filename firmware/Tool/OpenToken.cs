using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Provisioning;
using NfToken.Rsa;

namespace NfToken.Tool;

/// <summary>The token of a board, initialised; finalised when disposed of.</summary>
internal sealed class OpenToken : IDisposable
{
    private readonly SimulatedBoard _board;

    private OpenToken(SimulatedBoard board, ObjectStore store, RandomGenerator random, Token token, PrivateKeyExporter exporter)
    {
        _board = board;
        Store = store;
        Random = random;
        Token = token;
        Exporter = exporter;
    }

    /// <summary>The token's generator, which starts when it is first used.</summary>
    public RandomGenerator Random { get; }

    /// <summary>The board's store, safe to use beside the token.</summary>
    public ObjectStore Store { get; }

    /// <summary>The token.</summary>
    public Token Token { get; }

    /// <summary>The one way out for its private keys, for the TLS transport.</summary>
    public PrivateKeyExporter Exporter { get; }

    /// <summary>Starts the token, as a board does after reset.</summary>
    /// <param name="board">The board.</param>
    /// <param name="console">Hears of sources of noise that fail; standard error where it is left out.</param>
    /// <exception cref="CryptokiException">The token does not start.</exception>
    public static OpenToken Start(SimulatedBoard board, IConsole? console = null)
    {
        GuardedStore store = new(board.Store);
        RandomGenerator random = new(board.GetNoiseSources(), store, board.Hmac, console ?? new ErrorConsole());
        TokenParts parts = new(store)
        {
            DeviceId = board.DeviceId,
            Random = random,
            Rsa = new RsaEngine(),
            Hmac = board.Hmac,
            Aes = board.Aes,
        };
        Token token = new(parts, out var exporter);
        uint rv = token.C_Initialize(null);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "C_Initialize", token.LastStoreError);
        }

        return new OpenToken(board, store, random, token, exporter);
    }

    /// <summary>Whether the token shows its private objects only to who has logged in.</summary>
    public bool WantsPin => Token.C_GetTokenInfo(CK.SlotId, out var info) == CKR.CKR_OK && (info.Flags & CKF.CKF_LOGIN_REQUIRED) != 0;

    /// <summary>What of the token cannot be read any more and what to do about it, or null.</summary>
    public string? DescribeDamage()
    {
        int damaged = Token.GetDamagedObjects().Length;
        int lost = _board.LostRecords;
        if (lost > 0)
        {
            // Neither which objects they were nor whether they still counted can be known, and importing does not clear them.
            return $"the flash is damaged: {lost} {(lost == 1 ? "entry" : "entries")} of the token's log cannot be read, so objects may be missing"
                + (damaged > 0 ? $", and {Count(damaged)} damaged" : string.Empty)
                + "; restore the image from a copy, or make a new board and import into it";
        }

        return damaged > 0
            ? $"{Count(damaged)} damaged ({Token.LastStoreError?.Message}); import again, or restore the image from a copy"
            : null;
    }

    /// <summary>Fails where something of the token cannot be read any more.</summary>
    /// <exception cref="ToolException">Says what, and what to do.</exception>
    public void RefuseDamage()
    {
        if (DescribeDamage() is { } damage)
        {
            throw new ToolException(damage);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Token.C_Finalize(null);
        Random.Clear();
    }

    private static string Count(int damaged) => $"{damaged} of the token's objects {(damaged == 1 ? "is" : "are")}";
}
