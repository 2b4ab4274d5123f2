using System;
using System.Threading;
using NfToken.Cryptoki;
using NfToken.HelloWorld;
using NfToken.Pal;

namespace NfToken.HelloWorld.Board;

/// <summary>
/// The program of a board: opens its console, puts its token together, and gives both to the work, beside which the provisioning console runs. What fails is said and tried again, ever more slowly; the board never
/// restarts by itself.
/// </summary>
public static class Program
{
    private const int FirstPause = 5000;
    private const int LongestPause = 300000;

    /// <summary>Starts the board.</summary>
    public static void Main()
    {
        BoardConsole console = new();
        console.WriteLine("NfToken hello world, " + ThisBoard.Target + ", profile " + ThisBoard.Profile);
        TokenBoard board = Open(console);
        try
        {
            BoardWork.Run(board, console);
        }
        catch (Exception e)
        {
            // An exception that left Main would end the program in silence.
            console.WriteLine("failed: " + e.GetType().Name + " " + e.Message);
        }

        console.WriteLine("stopped: reset the board to run again");
        Thread.Sleep(Timeout.Infinite);
    }

    private static TokenBoard Open(IConsole console)
    {
        Backoff backoff = new(FirstPause, LongestPause, null);
        while (true)
        {
            try
            {
                return new TokenBoard(console);
            }
            catch (StoreException e)
            {
                console.WriteLine("failed: store: " + e.Message);
            }
            catch (FlashException e)
            {
                console.WriteLine("failed: store: " + e.Message);
            }
            catch (CryptokiException e)
            {
                console.WriteLine("failed: token: " + e.Message);
            }
            catch (Exception e)
            {
                console.WriteLine("failed: " + e.GetType().Name + " " + e.Message);
            }

            int pause = backoff.Next();
            console.WriteLine("next attempt in " + (pause / 1000).ToString() + " s");
            Thread.Sleep(pause);
        }
    }
}
