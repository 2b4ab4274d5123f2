using NfToken.Pal;

namespace NfToken.Tests.Noise;

/// <summary>A chip's number that the test gives.</summary>
internal sealed class GivenId(byte[] id) : IDeviceId
{
    public byte[] ReadDeviceId() => id;
}
