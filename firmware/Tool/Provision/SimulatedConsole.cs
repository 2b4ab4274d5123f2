using System.Reflection;
using NfToken.Pal;
using NfToken.Pal.Simulator;
using NfToken.Provisioning;

namespace NfToken.Tool.Provision;

/// <summary>The program of a simulated board that waits for commands on its UART.</summary>
internal sealed class SimulatedConsole : IBoardStatus
{
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
    public void Run(ISerialPort port)
    {
        ConsoleParts parts = new(_token.Token, _token.Store, _clock) { DeviceId = _board.DeviceId, Random = _token.Random, Status = this };
        new ProvisioningConsole(port, new ConsoleWriter(port), parts).Run();
    }
}
