using nanoFramework.Hardware.Stm32;

namespace NfToken.Pal.Stm32;

/// <summary>The chip's own number: 96 bits that ST writes when it tests the wafer (RM0410, 45.1).</summary>
public sealed class Stm32DeviceId : IDeviceId
{
    /// <inheritdoc/>
    public byte[] ReadDeviceId() => Utilities.UniqueDeviceId;
}
