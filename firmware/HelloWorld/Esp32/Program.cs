using System;
using System.Threading;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Pal.Esp32;
using NfToken.Pal.Nano;

namespace NfToken.HelloWorld.Esp32;

/// <summary>
/// The program of an ESP32 with released firmware: puts the board together, joins the network, gets the time, and runs the hello
/// world until it succeeds once. What fails is tried again, ever more slowly; the board never reboots by itself.
/// </summary>
public static class Program
{
    private const int NetworkTimeout = 60000;
    private const int FirstPause = 5000;
    private const int LongestPause = 300000;

    private static UartConsole _console;

    /// <summary>Starts the board.</summary>
    public static void Main()
    {
        _console = new UartConsole();
        _console.WriteLine("NfToken hello world");
        int pause = FirstPause;
        Esp32Board board = null;
        while (!Attempt(ref board))
        {
            _console.WriteLine("next attempt in " + (pause / 1000).ToString() + " s");
            Thread.Sleep(pause);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }

        _console.WriteLine("done: reset the board to run again");
        Thread.Sleep(Timeout.Infinite);
    }

    // An exception that left Main would end the program in silence.
    private static bool Attempt(ref Esp32Board board)
    {
        try
        {
            if (BoardSettings.Host.Length == 0)
            {
                _console.WriteLine("no broker: fill in BoardSettings.cs and deploy again");
                return false;
            }

            _console.WriteLine("joining the network");
            Esp32Network.Connect(BoardSettings.Ssid, BoardSettings.Password, NetworkTimeout);
            _console.WriteLine("time: " + new NanoClock().UtcNow.ToString("u"));
            board ??= new Esp32Board(_console);
            return board.Run(_console);
        }
        catch (TlsException e)
        {
            _console.WriteLine("failed: network: " + e.Message);
        }
        catch (StoreException e)
        {
            _console.WriteLine("failed: store: " + e.Message);
        }
        catch (CryptokiException e)
        {
            _console.WriteLine("failed: token: " + e.Message);
        }
        catch (Exception e)
        {
            _console.WriteLine("failed: " + e.GetType().Name + " " + e.Message);
        }

        return false;
    }
}
