using System;

namespace NfToken.Pal.Noise;

/// <summary>The chip's generator of noise, behind nanoFramework's <see cref="Random"/>; on targets where it is one.</summary>
public sealed class SystemRandomNoise : INoiseSource
{
    /// <summary>
    /// Bits that a byte of a chip's generator is credited with: half of what the manufacturers claim, since nobody measured the boards at hand.
    /// </summary>
    public const int Credit = 4;

    /// <summary>Takes the generator, or refuses it.</summary>
    /// <param name="platform">The family, as <c>SystemInfo.Platform</c> has it.</param>
    /// <param name="target">The target, as <c>SystemInfo.TargetName</c> has it.</param>
    /// <param name="isRadioOn">
    /// Whether the radio runs, and will until the board sleeps or loses power. An ESP32's generator makes pseudo-random numbers without it, which are
    /// taken, but credited with nothing, as long as this object lives. Other families do not care.
    /// </param>
    /// <exception cref="NotSupportedException">On this target <see cref="Random"/> is no noise; the message names the target.</exception>
    public SystemRandomNoise(string platform, string target, bool isRadioOn)
    {
        SystemRandomKind kind = SystemRandomTargets.Judge(platform, target);
        if (kind == SystemRandomKind.Weak)
        {
            throw new NotSupportedException((target ?? "unknown target") + ": System.Random is no noise");
        }

        bool needsRadio = kind == SystemRandomKind.HardwareWithRadio;
        Name = needsRadio ? "esp32-rng" : "stm32-rng";
        BitsPerByte = needsRadio && !isRadioOn ? 0 : Credit;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int BitsPerByte { get; }

    /// <inheritdoc/>
    /// <remarks>An STM32's generator that fails leaves what stood in the buffer and tells nobody: whoever tests the noise must look for that.</remarks>
    public bool TryRead(byte[] buffer)
    {
        // Its constructor is what starts the generator, and starts it again where it was stopped.
        new Random().NextBytes(buffer);
        return true;
    }
}
