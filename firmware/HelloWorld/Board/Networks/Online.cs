using NfToken.HelloWorld;
using NfToken.Pal.Nano;

namespace NfToken.HelloWorld.Board;

/// <summary>The work of a board that has a network: the hello world, kept up.</summary>
internal static class BoardWork
{
    private const int FirstPause = 5000;
    private const int LongestPause = 300000;

    /// <summary>Works for ever, beside the provisioning console.</summary>
    /// <param name="board">The board.</param>
    /// <param name="console">Takes the lines.</param>
    public static void Run(TokenBoard board, BoardConsole console)
    {
        HelloOptions options = new()
        {
            Board = ThisBoard.Target + " " + board.Number + ", profile " + ThisBoard.Profile,
            Host = BoardSettings.Host,
            Port = BoardSettings.Port,
            ClientId = BoardSettings.ClientId.Length == 0 ? "nftoken-" + board.Number : BoardSettings.ClientId,
        };
        ConfiguredHello hello = new(board.Parts, board.Exporter, new NanoTlsTransport(), console, options) { Memory = board.Memory };
        BoardProgram program = new(board.Parts, hello, console);
        console.Serve(board.Parts);
        program.Run(BoardNetwork.Make(board.Parts.Store), new SntpTime(), new Backoff(FirstPause, LongestPause, board.DeviceId), BoardSettings.RepeatAfter);
    }
}
