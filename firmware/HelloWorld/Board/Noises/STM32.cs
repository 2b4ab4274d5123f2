using NfToken.Cryptography;
using NfToken.Pal;
using NfToken.Pal.Noise;
using nanoFramework.Runtime.Native;

namespace NfToken.HelloWorld.Board;

/// <summary>The noise of an STM32 whose firmware has the chip's generator behind System.Random.</summary>
internal static class BoardNoise
{
    /// <summary>The generator of random bytes, over the noise that the board has and the NV seed in its store.</summary>
    public static IRandomGenerator MakeRandom(ObjectStore store, IDeviceId deviceId, IClock clock, INativeHmac hmac, IConsole console) => new RandomGenerator(
        [
            new SystemRandomNoise(SystemInfo.Platform, SystemInfo.TargetName, false),
            new DeviceIdNoise(deviceId),
            new ClockNoise(clock),
            new JitterNoise(clock),
        ],
        store,
        hmac,
        console);
}
