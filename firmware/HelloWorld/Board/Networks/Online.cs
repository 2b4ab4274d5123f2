using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Pal.Nano;

namespace NfToken.HelloWorld.Board;

/// <summary>The work of a board that has a network: the hello world, kept up.</summary>
internal static class BoardWork
{
    private const int FirstPause = 5000;
    private const int LongestPause = 300000;

    /// <summary>Works until the hello world has been said, or for ever where it is to be repeated.</summary>
    /// <param name="board">The board.</param>
    /// <param name="console">Takes the lines.</param>
    public static void Run(TokenBoard board, IConsole console)
    {
        if (BoardSettings.Host.Length == 0)
        {
            console.WriteLine("no broker: fill in BoardSettings.cs, build and deploy again");
            return;
        }

        HelloOptions options = new()
        {
            Board = ThisBoard.Target + " " + board.Number + ", profile " + ThisBoard.Profile,
            Host = BoardSettings.Host,
            Port = BoardSettings.Port,
            ClientId = BoardSettings.ClientId.Length == 0 ? "nftoken-" + board.Number : BoardSettings.ClientId,
        };
        HelloApplication hello = new(board.Token, board.Exporter, new NanoTlsTransport(), board.Clock, console, options) { Memory = board.Memory };
        Supervisor supervisor = new(
            BoardNetwork.Make(), new SntpTime(), board.Clock, new ThreadPause(), console, new Backoff(FirstPause, LongestPause, board.DeviceId));
        supervisor.Run(hello, BoardSettings.RepeatAfter);
    }
}
