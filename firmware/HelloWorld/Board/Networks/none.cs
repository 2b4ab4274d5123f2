using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.HelloWorld.Board;

/// <summary>The work of a board without TLS: shows what its token can do.</summary>
internal static class BoardWork
{
    /// <summary>Asks the token for random bytes, which a board without a trusted source has only once a seed has been injected.</summary>
    /// <param name="board">The board.</param>
    /// <param name="console">Takes the lines.</param>
    public static void Run(TokenBoard board, IConsole console)
    {
        console.WriteLine("no TLS on this board: token and randomness only");
        using (TokenSession session = TokenSession.Open(board.Token, false))
        {
            byte[] bytes = new byte[32];
            uint rv = board.Token.C_GenerateRandom(session.Handle, bytes, 0, bytes.Length);
            console.WriteLine(rv == CKR.CKR_OK ? "randomness: 32 bytes made" : "randomness: none, CKR 0x" + rv.ToString("X") + ": inject a seed");
        }
    }
}
