using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Noise;

namespace NfToken.HelloWorld.Board;

/// <summary>No noise that counts: System.Random is rand() on this board. It makes random bytes once a seed has been injected.</summary>
internal static class BoardNoise
{
    /// <summary>The generator of random bytes, over the NV seed in the store.</summary>
    public static IRandomGenerator MakeRandom(ObjectStore store, IDeviceId deviceId, IClock clock, INativeHmac hmac, IConsole console) =>
        new RandomGenerator([new DeviceIdNoise(deviceId), new ClockNoise(clock), new JitterNoise(clock)], store, hmac, console);
}
