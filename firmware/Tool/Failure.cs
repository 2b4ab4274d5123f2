using System;
using System.IO;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Simulator;

namespace NfToken.Tool;

/// <summary>Turns exceptions into the one line that the user reads.</summary>
internal static class Failure
{
    /// <summary>What failed and what to do, in one line.</summary>
    /// <param name="e">What was thrown.</param>
    public static string Describe(Exception e)
    {
        string text = e switch
        {
            ToolException or BoardException or EncodingException => e.Message,
            StoreException store => Store(store),
            CryptokiException { StoreError: { } store } => Store(store),
            RandomException { InnerException: StoreException store } => Store(store),
            RandomException random => random.Message,
            CryptokiException { ReturnValue: CKR.CKR_USER_NOT_LOGGED_IN } => "the token has a PIN, and nothing was changed; 'nftoken provision IMAGE --pin-file FILE' logs in",
            CryptokiException token => $"the token refused: {token.Message}",
            TlsException tls => tls.Message,
            FlashException => $"the flash failed: {e.Message}",
            IOException or UnauthorizedAccessException => FileFailure.Describe(e),
            OutOfMemoryException => "out of memory",
            _ => $"{e.GetType().Name}: {e.Message} (a fault of nftoken; NFTOKEN_DEBUG=1 shows where)",
        };
        return OneLine(text);
    }

    /// <summary>Adds to what the application says of its failure what a user of the command line can do.</summary>
    /// <param name="line">The application's line.</param>
    public static string Advise(string line)
    {
        bool Has(string part) => line.Contains(part, StringComparison.Ordinal);
        return Has("during the handshake") || Has("not TLS") || Has("corrupted frame")
                ? line + "; is it a TLS port? TLS is mostly on 8883, and plain MQTT on 1883 is not served"
            : Has("MQTT: ") && (Has("closed the connection") || Has("connection lost"))
                ? line + "; the broker's log says why: another client with the same id, or a policy that forbids the client id or the topic?"
            : line;
    }

    /// <summary>Puts a message that came in several lines into one.</summary>
    /// <param name="message">The message.</param>
    public static string OneLine(string message)
    {
        return string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static string Store(StoreException e) => e.Error switch
    {
        StoreError.Full when FileFailure.IsFull(e.Message) => $"this computer's disk is full ({e.Message}); nothing was changed: make room and try again",
        StoreError.Full => $"the token's flash is full ({e.Message}); nothing was changed: old and new identity must both fit while one replaces the other, "
            + "so make a new board and import into it",
        StoreError.Damaged => $"the token's flash is damaged ({e.Message}); restore the image from a copy, or make a new board and import again",
        StoreError.Foreign => $"{e.Message}: something else than a token is there, and was left as it is; name another image, restore this one from a copy, "
            + "or make a new board in its place with 'nftoken board new --force'",
        StoreError.Version => $"{e.Message}: the token was written by a later version; use that version of nftoken",
        StoreError.NotFormatted => $"{e.Message}: no token was ever made there; restore the image from a copy, or make a new board with 'nftoken board new --force'",
        StoreError.Busy => $"{e.Message}: another program has it open; try again when it is done",
        _ => FileFailure.Explain(e.Message) ?? $"the token's flash failed: {e.Message}",
    };
}
