using NfToken.Cryptography;
using NfToken.HelloWorld;
using NfToken.Pal;
using NfToken.Pal.Esp32;
using NfToken.Pal.Noise;
using nanoFramework.Runtime.Native;

namespace NfToken.HelloWorld.Board;

/// <summary>The noise of an ESP32: its generator makes true noise while the radio runs.</summary>
internal static class BoardNoise
{
    /// <summary>The generator of random bytes, over the noise that the board has and the NV seed in its store.</summary>
    public static IRandomGenerator MakeRandom(ObjectStore store, IDeviceId deviceId, IClock clock, INativeHmac hmac, IConsole console) => new RadioRandom(
        () => Esp32Network.HasAddress,
        isRadioOn => new RandomGenerator(
            [
                new SystemRandomNoise(SystemInfo.Platform, SystemInfo.TargetName, isRadioOn),
                new DeviceIdNoise(deviceId),
                new ClockNoise(clock),
                new JitterNoise(clock),
            ],
            store,
            hmac,
            console));
}
