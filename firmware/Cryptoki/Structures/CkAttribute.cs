using System.Text;

namespace NfToken.Cryptoki;

/// <summary>An attribute of an object, or the place where its value shall go (CK_ATTRIBUTE).</summary>
/// <remarks>
/// Values are as the specification has them, but that a CK_ULONG is 4 bytes, little-endian. A CK_BBOOL is one byte, 0 or 1;
/// big integers are big-endian; text is UTF-8 without an end mark.
/// </remarks>
public sealed class CkAttribute
{
    /// <summary>Makes an attribute with a byte string, big integer, date or DER.</summary>
    /// <param name="type">CKA_*.</param>
    /// <param name="value">Its value, which is not copied; null to ask for the length.</param>
    public CkAttribute(uint type, byte[] value)
    {
        Type = type;
        Value = value;
        ValueLength = value == null ? 0 : (uint)value.Length;
    }

    /// <summary>Makes an attribute with a number.</summary>
    /// <param name="type">CKA_*.</param>
    /// <param name="value">Its value.</param>
    public CkAttribute(uint type, uint value)
        : this(type, AttributeReader.Number(value))
    {
    }

    /// <summary>Makes an attribute with a truth value.</summary>
    /// <param name="type">CKA_*.</param>
    /// <param name="value">Its value.</param>
    public CkAttribute(uint type, bool value)
        : this(type, [value ? (byte)1 : (byte)0])
    {
    }

    /// <summary>Makes an attribute with text.</summary>
    /// <param name="type">CKA_*.</param>
    /// <param name="value">Its value.</param>
    public CkAttribute(uint type, string value)
        : this(type, Encoding.UTF8.GetBytes(value))
    {
    }

    /// <summary>CKA_*.</summary>
    public uint Type { get; }

    /// <summary>The value, or the buffer for it; null asks for the length.</summary>
    public byte[] Value { get; set; }

    /// <summary>
    /// How many bytes of <see cref="Value"/> count. C_GetAttributeValue takes it as the size of the buffer and sets it to the
    /// value's length, or to <see cref="CK.CK_UNAVAILABLE_INFORMATION"/>.
    /// </summary>
    public uint ValueLength { get; set; }

    /// <summary>Whether <see cref="ValueLength"/> bytes are there to be read or written.</summary>
    internal bool IsWhole => Value == null ? ValueLength == 0 : ValueLength <= (uint)Value.Length;

    /// <summary>The value as a truth value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False where it is none: not one byte of 0 or 1.</returns>
    internal bool TryGetBool(out bool value)
    {
        value = false;
        if (ValueLength != 1 || Value[0] > 1)
        {
            return false;
        }

        value = Value[0] != 0;
        return true;
    }

    /// <summary>The value as a number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False where it is none: not 4 bytes.</returns>
    internal bool TryGetNumber(out uint value)
    {
        value = 0;
        if (ValueLength != 4)
        {
            return false;
        }

        value = Value[0] | ((uint)Value[1] << 8) | ((uint)Value[2] << 16) | ((uint)Value[3] << 24);
        return true;
    }
}
