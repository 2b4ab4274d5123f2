using System;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Tool;

/// <summary>The token of a board, initialised; finalised when disposed of.</summary>
internal sealed class OpenToken : IDisposable
{
    private OpenToken(Token token, PrivateKeyExporter exporter)
    {
        Token = token;
        Exporter = exporter;
    }

    /// <summary>The token.</summary>
    public Token Token { get; }

    /// <summary>The one way out for its private keys, for the TLS transport.</summary>
    public PrivateKeyExporter Exporter { get; }

    /// <summary>Starts the token, as a board does after reset.</summary>
    /// <param name="store">The board's object store.</param>
    /// <param name="deviceId">The board's number.</param>
    /// <exception cref="ToolException">The token does not start.</exception>
    public static OpenToken Start(ObjectStore store, IDeviceId deviceId)
    {
        Token token = new(store, deviceId, out var exporter);
        uint rv = token.C_Initialize(null);
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, "C_Initialize", token.LastStoreError);
        }

        return new OpenToken(token, exporter);
    }

    /// <summary>Says which objects cannot be read any more.</summary>
    /// <exception cref="ToolException">There are some.</exception>
    public void RefuseDamage()
    {
        int damaged = Token.GetDamagedObjects().Length;
        if (damaged > 0)
        {
            throw new ToolException(
                $"{damaged} of the token's objects {(damaged == 1 ? "is" : "are")} damaged ({Token.LastStoreError?.Message}); import again, or restore the image from a copy");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ = Token.C_Finalize(null);
}
