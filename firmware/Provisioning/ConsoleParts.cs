using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>Hears that the console has changed something.</summary>
public delegate void ChangeHandler();

/// <summary>What a console works with.</summary>
/// <param name="token">The board's token, initialised.</param>
/// <param name="store">The board's store, guarded where others use it too: settings and lock are records of it.</param>
/// <param name="clock">The board's clock.</param>
public sealed class ConsoleParts(Token token, ObjectStore store, IClock clock)
{
    /// <summary>The board's token.</summary>
    public Token Token { get; } = token;

    /// <summary>The board's store.</summary>
    public ObjectStore Store { get; } = store;

    /// <summary>The board's clock.</summary>
    public IClock Clock { get; } = clock;

    /// <summary>The number that makes the board differ from others, and that dangerous commands want to hear; null where there is none.</summary>
    public IDeviceId DeviceId { get; set; }

    /// <summary>Makes random numbers, and takes the seed; null where the board makes none.</summary>
    public IRandomGenerator Random { get; set; }

    /// <summary>What the board tells of itself; may be null.</summary>
    public IBoardStatus Status { get; set; }

    /// <summary>Connects for <c>rotate finish</c>; null where the console cannot, so that only the application does.</summary>
    public IConnectionProof Proof { get; set; }

    /// <summary>Called after a command that changed objects, settings or log-in, on the console's thread; may be null.</summary>
    public ChangeHandler Changed { get; set; }
}
