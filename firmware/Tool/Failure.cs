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
            CryptokiException token => $"the token refused: {token.Message}",
            TlsException tls => tls.Message,
            FlashException => $"the flash failed: {e.Message}",
            FileNotFoundException file => $"{file.FileName}: no such file",
            DirectoryNotFoundException or IOException or UnauthorizedAccessException => e.Message,
            OutOfMemoryException => "out of memory",
            _ => $"{e.GetType().Name}: {e.Message} (a fault of nftoken; NFTOKEN_DEBUG=1 shows where)",
        };
        return OneLine(text);
    }

    /// <summary>Puts a message that came in several lines into one.</summary>
    /// <param name="message">The message.</param>
    public static string OneLine(string message)
    {
        return string.Join(' ', message.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    private static string Store(StoreException e) => e.Error switch
    {
        StoreError.Full => $"the token's flash is full ({e.Message}); nothing was changed: delete objects, or make a new board",
        StoreError.Damaged => $"the token's flash is damaged ({e.Message}); restore the image from a copy, or make a new board and import again",
        StoreError.Foreign => $"the partition holds something else than a token ({e.Message}); it was left as it is",
        StoreError.Version => $"the token was written by a later version ({e.Message}); use that version of nftoken",
        StoreError.NotFormatted => "the partition is empty: no token was ever made there; make a board with 'nftoken board new'",
        StoreError.Busy => $"another program uses the image ({e.Message}); try again when it is done",
        _ => $"the token's flash failed: {e.Message}",
    };
}
