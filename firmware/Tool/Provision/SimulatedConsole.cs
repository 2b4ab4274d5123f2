using System;
using System.Reflection;
using System.Threading;
using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Provisioning;

namespace NfToken.Tool.Provision;

/// <summary>The program of a simulated board, put together as a real board's is: the console on its UART, and the hello world beside it.</summary>
internal sealed class SimulatedConsole : IBoardStatus
{
    private const int FirstPause = 1000;
    private const int LongestPause = 60000;

    private readonly SimulatedBoard _board;
    private readonly OpenToken _token;
    private readonly IClock _clock;

    /// <summary>Makes the program.</summary>
    /// <param name="board">The board.</param>
    /// <param name="token">Its token.</param>
    /// <param name="clock">Its clock.</param>
    public SimulatedConsole(SimulatedBoard board, OpenToken token, IClock clock)
    {
        _board = board;
        _token = token;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Board => $"{_board.Description.Target} ({_board.Profile.Name}), simulated";

    /// <inheritdoc/>
    public string Firmware => $"nftoken {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)}";

    /// <inheritdoc/>
    public int FreeMemory => -1;

    /// <summary>Serves a port until it ends.</summary>
    /// <param name="port">The board's UART.</param>
    /// <param name="saysHello">Whether the hello world runs too.</param>
    public void Run(ISerialPort port, bool saysHello = false)
    {
        ConsoleParts parts = new(_token.Token, _token.Store, _clock) { DeviceId = _board.DeviceId, Random = _token.Random, Status = this };
        ConsoleWriter writer = new(port);
        byte[] number = _board.DeviceId.ReadDeviceId();
        HelloOptions options = new() { Board = Board, ClientId = "nftoken-" + Convert.ToHexStringLower(number), Interval = 200 };
        BoardProgram program = new(parts, new ConfiguredHello(parts, _token.Exporter, new TlsTransport(_clock), writer, options), writer);
        if (saysHello)
        {
            HostNetwork network = new();
            new Thread(() => program.Run(network, network, new Backoff(FirstPause, LongestPause, number), -1)) { IsBackground = true, Name = "hello" }.Start();
        }

        new ProvisioningConsole(port, writer, parts).Run();
    }
}
