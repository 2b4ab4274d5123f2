using NfToken.Pal;

namespace NfToken.Tests.Host.Entropy;

/// <summary>A noise source that a test makes.</summary>
internal sealed class NoiseDouble(string name, int bitsPerByte, Action<byte[]> fill) : INoiseSource
{
    public string Name => name;

    public int BitsPerByte => bitsPerByte;

    /// <summary>A number that does not change while the board is the same: its id, or a count of boots.</summary>
    public static NoiseDouble Number(string name, int value) => new(name, 0, buffer => BitConverter.TryWriteBytes(buffer, value));

    public bool TryRead(byte[] buffer)
    {
        fill(buffer);
        return true;
    }
}
