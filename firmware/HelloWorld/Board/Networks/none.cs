using NfToken.Cryptoki;
using NfToken.HelloWorld;

namespace NfToken.HelloWorld.Board;

/// <summary>The work of a board without TLS: shows what its token can do.</summary>
internal static class BoardWork
{
    /// <summary>
    /// Asks the token for random bytes, which a board without a trusted source has only once a seed has been injected, and again whenever something changes on the
    /// provisioning console.
    /// </summary>
    /// <param name="board">The board.</param>
    /// <param name="console">Takes the lines.</param>
    public static void Run(TokenBoard board, BoardConsole console)
    {
        WakeablePause pause = new();
        board.Parts.Changed = pause.Wake;
        console.Serve(board.Parts);
        console.WriteLine("no TLS on this board: token, randomness and provisioning console only");
        do
        {
            using (TokenSession session = TokenSession.Open(board.Token, false))
            {
                byte[] bytes = new byte[32];
                uint rv = board.Token.C_GenerateRandom(session.Handle, bytes, 0, bytes.Length);
                console.WriteLine(rv == CKR.CKR_OK ? "randomness: 32 bytes made" : "randomness: none, CKR 0x" + rv.ToString("X") + ": inject a seed");
            }
        }
        while (pause.Wait(-1));
    }
}
