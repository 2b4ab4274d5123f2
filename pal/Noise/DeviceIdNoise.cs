namespace NfToken.Pal.Noise;

/// <summary>The chip's number as an input: makes boards with one image and one seed differ. Credited with nothing.</summary>
/// <param name="deviceId">Reads the number.</param>
public sealed class DeviceIdNoise(IDeviceId deviceId) : INoiseSource
{
    /// <inheritdoc/>
    public string Name => "device-id";

    /// <inheritdoc/>
    public int BitsPerByte => 0;

    /// <inheritdoc/>
    /// <remarks>The number over and over; a buffer shorter than the number takes the sum of its parts.</remarks>
    public bool TryRead(byte[] buffer)
    {
        byte[] id = deviceId.ReadDeviceId();
        return id != null && Repeated.Fill(buffer, id);
    }
}
