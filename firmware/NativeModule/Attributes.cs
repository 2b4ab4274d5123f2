using System;
using System.Buffers.Binary;
using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>CK_ATTRIBUTE arrays of C: three words each, type, pointer and length, and numbers in 8 bytes where the token has 4.</summary>
internal static unsafe class Attributes
{
    /// <summary>More attributes than any object has; a larger number is a mistake, not an array.</summary>
    private const int MostAttributes = 4096;

    private const int WordSize = 8;
    private const int NumberSize = 4;

    /// <summary>Reads a template whose values are given.</summary>
    /// <param name="template">The array; may be null where it is empty.</param>
    /// <param name="count">How many attributes.</param>
    public static CkAttribute[] Read(nuint template, nuint count)
    {
        nuint* words = Begin(template, count);
        CkAttribute[] attributes = new CkAttribute[(int)count];
        for (int i = 0; i < attributes.Length; i++, words += 3)
        {
            uint type = Word.ToCode(words[0]);
            byte[] value = IsArray(type) ? [] : Memory.Read(words[1], words[2]);
            attributes[i] = new CkAttribute(type, IsNumber(type) ? Narrow(value) : value);
        }

        return attributes;
    }

    /// <summary>Reads a template that asks for values.</summary>
    /// <param name="template">The array.</param>
    /// <param name="count">How many attributes.</param>
    public static CkAttribute[] ReadQuestions(nuint template, nuint count)
    {
        nuint* words = Begin(template, count);
        CkAttribute[] attributes = new CkAttribute[(int)count];
        for (int i = 0; i < attributes.Length; i++, words += 3)
        {
            uint type = Word.ToCode(words[0]);
            nuint room = IsNumber(type) && words[1] != 0 ? (words[2] >= WordSize ? NumberSize : 0u) : words[2];
            attributes[i] = new CkAttribute(type, Memory.MakeBuffer(words[1], room));
        }

        return attributes;
    }

    /// <summary>Writes what came of questions: the lengths, and the values where there was room.</summary>
    /// <param name="attributes">The answers.</param>
    /// <param name="template">The array that they were read from.</param>
    public static void WriteAnswers(CkAttribute[] attributes, nuint template)
    {
        nuint* words = (nuint*)template;
        foreach (var attribute in attributes)
        {
            bool isNumber = IsNumber(attribute.Type) && attribute.ValueLength == NumberSize;
            if (attribute.ValueLength == CK.CK_UNAVAILABLE_INFORMATION)
            {
                words[2] = unchecked((nuint)Word.Unavailable);
            }
            else
            {
                if (attribute.Value is { } value)
                {
                    byte[] written = isNumber ? Widen(value) : value;
                    Memory.Write(written, isNumber ? WordSize : (int)attribute.ValueLength, words[1]);
                }

                words[2] = isNumber ? WordSize : attribute.ValueLength;
            }

            words += 3;
        }
    }

    /// <summary>Fills the values with zeros: there may be a key among them.</summary>
    /// <param name="attributes">The attributes, or null.</param>
    public static void Clear(CkAttribute[]? attributes)
    {
        foreach (var attribute in attributes ?? [])
        {
            Array.Clear(attribute.Value ?? []);
        }
    }

    private static nuint* Begin(nuint template, nuint count)
    {
        if (count > MostAttributes)
        {
            throw new BadArgumentException(CKR.CKR_ARGUMENTS_BAD);
        }

        return count == 0 ? null : Memory.Need(template);
    }

    private static bool IsNumber(uint type) => type is CKA.CKA_CLASS or CKA.CKA_CERTIFICATE_TYPE or CKA.CKA_CERTIFICATE_CATEGORY or CKA.CKA_KEY_TYPE
        or CKA.CKA_MODULUS_BITS or CKA.CKA_VALUE_LEN or CKA.CKA_KEY_GEN_MECHANISM;

    // CKF_ARRAY_ATTRIBUTE: the value is an array of attributes, with pointers of its own. The token has none of them.
    private static bool IsArray(uint type) => (type & 0x40000000) != 0;

    // A number in 4 bytes. One that is too large stays as long as it was, and one of another length gets a length that no number has: the token refuses both.
    private static byte[] Narrow(byte[] value)
    {
        if (value.Length != WordSize)
        {
            return value.Length == NumberSize ? new byte[WordSize] : value;
        }

        ulong number = BinaryPrimitives.ReadUInt64LittleEndian(value);
        return number is < uint.MaxValue or Word.Unavailable ? value[..NumberSize] : value;
    }

    private static byte[] Widen(byte[] value)
    {
        byte[] wide = new byte[WordSize];
        BinaryPrimitives.WriteUInt64LittleEndian(wide, Word.FromNumber(BinaryPrimitives.ReadUInt32LittleEndian(value)));
        return wide;
    }
}
