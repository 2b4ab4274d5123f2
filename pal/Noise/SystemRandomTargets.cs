namespace NfToken.Pal.Noise;

/// <summary>
/// Knows what <see cref="System.Random"/> is in the firmware of each target (nf-interpreter, July 2026: <c>targetRandom.cpp</c> of the target's folder, and
/// whether its configuration takes that file in; without it <c>src/CLR/Core/Random.cpp</c> falls back to rand()).
/// </summary>
public static class SystemRandomTargets
{
    /// <summary>Judges by name. What is not in the list is weak: a new target is looked at before it is trusted.</summary>
    /// <param name="platform">The family, as <c>SystemInfo.Platform</c> has it: <c>ESP32</c>, <c>STM32F7</c>.</param>
    /// <param name="target">The target, as <c>SystemInfo.TargetName</c> has it; null is weak.</param>
    public static SystemRandomKind Judge(string platform, string target)
    {
        if (target == null)
        {
            return SystemRandomKind.Weak;
        }

        // esp_random() in each target of the family. The ESP32-P4 has no radio of its own that could feed it.
        if (platform == "ESP32")
        {
            return target.Length < 8 || target.Substring(0, 8) != "ESP32_P4" ? SystemRandomKind.HardwareWithRadio : SystemRandomKind.Weak;
        }

        // ChibiOS firmware with the STM32's RNG. Not these, on purpose: ST_NUCLEO64_F091RC (no RNG), ORGPAL_PALTHREE_AZRT and ST_B_L475E_IOT01A (ThreadX: the
        // chip has an RNG, the firmware uses rand()), TI_CC1352R1_LAUNCHXL and TI_CC3220SF_LAUNCHXL (rand()), PICO_RP2040 (bits of a ring oscillator, read
        // faster than it drifts) and PICO2_RP2350 (the generator's own checks are switched off).
        switch (target)
        {
            case "ST_STM32F429I_DISCOVERY":
            case "ST_STM32F769I_DISCOVERY":
            case "ORGPAL_PALTHREE":
            case "ORGPAL_PALX":
            case "MXCHIP_AZ3166":
                return SystemRandomKind.Hardware;
            default:
                return SystemRandomKind.Weak;
        }
    }
}
