using System;
using nanoFramework.TestFramework;
using NfToken.Pal.Noise;

namespace NfToken.Tests.Noise;

[TestClass]
public class TargetTests
{
    [TestMethod]
    [DataRow("STM32F0", "ST_NUCLEO64_F091RC")]
    [DataRow("STM32F7", "ORGPAL_PALTHREE_AZRT")]
    [DataRow("STM32L4", "ST_B_L475E_IOT01A")]
    [DataRow("TI_SL_CC13x2", "TI_CC1352R1_LAUNCHXL")]
    [DataRow("TI_SL_CC13x2", "TI_CC1352R1_LAUNCHXL_868")]
    [DataRow("TI_SL_CC32xx", "TI_CC3220SF_LAUNCHXL")]
    [DataRow("RP2040", "PICO_RP2040")]
    [DataRow("RP2350", "PICO2_RP2350")]
    [DataRow("ESP32", "ESP32_P4")]
    [DataRow("ESP32", "ESP32_P4_REV_LESS3")]
    [DataRow("Linux", "Virtual nanoDevice")]
    [DataRow("STM32F7", "ST_STM32F769I_DISCOVERY_NEW")]
    [DataRow("STM32F7", "st_stm32f769i_discovery")]
    [DataRow("STM32F7", "")]
    [DataRow("", "ESP32_REV0")]
    [DataRow("esp32", "ESP32_REV0")]
    public void RefusedByName(string platform, string target)
    {
        Assert.IsTrue(SystemRandomTargets.Judge(platform, target) == SystemRandomKind.Weak);
        for (int radio = 0; radio < 2; radio++)
        {
            string refusal = null;
            try
            {
                new SystemRandomNoise(platform, target, radio == 1).TryRead(new byte[1]);
            }
            catch (NotSupportedException e)
            {
                refusal = e.Message;
            }

            Assert.AreEqual(target + ": System.Random is no noise", refusal);
        }
    }

    [TestMethod]
    public void NoNameIsRefused()
    {
        Assert.ThrowsException(typeof(NotSupportedException), () => new SystemRandomNoise(null, null, true).TryRead(null));
        Assert.ThrowsException(typeof(NotSupportedException), () => new SystemRandomNoise("ESP32", null, true).TryRead(null));
    }

    [TestMethod]
    [DataRow("STM32F4", "ST_STM32F429I_DISCOVERY")]
    [DataRow("STM32F7", "ST_STM32F769I_DISCOVERY")]
    [DataRow("STM32F7", "ORGPAL_PALTHREE")]
    [DataRow("STM32F7", "ORGPAL_PALX")]
    [DataRow("STM32F4", "MXCHIP_AZ3166")]
    public void Stm32Generator(string platform, string target)
    {
        Assert.IsTrue(SystemRandomTargets.Judge(platform, target) == SystemRandomKind.Hardware);
        for (int radio = 0; radio < 2; radio++)
        {
            SystemRandomNoise noise = new SystemRandomNoise(platform, target, radio == 1);
            Assert.AreEqual("stm32-rng", noise.Name);
            Assert.AreEqual(4, noise.BitsPerByte);
        }
    }

    [TestMethod]
    [DataRow("ESP32_REV0")]
    [DataRow("ESP32_PSRAM_REV3_IPV6")]
    [DataRow("ESP32_S3_OCTAL")]
    [DataRow("ESP32_C3")]
    [DataRow("ESP32_P")]
    [DataRow("M5Core2")]
    public void Esp32GeneratorCountsOnlyWithItsRadio(string target)
    {
        Assert.IsTrue(SystemRandomTargets.Judge("ESP32", target) == SystemRandomKind.HardwareWithRadio);
        Assert.AreEqual(0, new SystemRandomNoise("ESP32", target, false).BitsPerByte);
        Assert.AreEqual(4, new SystemRandomNoise("ESP32", target, true).BitsPerByte);
        Assert.AreEqual("esp32-rng", new SystemRandomNoise("ESP32", target, true).Name);
    }
}
