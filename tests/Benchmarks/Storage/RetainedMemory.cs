using System.Collections;
using System.Reflection;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>Adds up what an object keeps alive on the interpreter: 12 bytes a header, 12 a field, arrays packed (32-bit nanoCLR 1.17).</summary>
public static class RetainedMemory
{
    private const int HeaderBytes = 12;
    private const int FieldBytes = 12;

    /// <summary>Bytes that are reachable from an object, without the part that it works on.</summary>
    /// <param name="root">The object.</param>
    /// <param name="part">The part, which a board has anyway.</param>
    public static long Of(object root, object part)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { part };
        return Add(root, seen);
    }

    private static long Add(object? one, HashSet<object> seen)
    {
        if (one == null || one is string or Type or Delegate || !seen.Add(one))
        {
            return 0;
        }

        if (one is Array array)
        {
            long size = HeaderBytes;
            Type element = array.GetType().GetElementType()!;
            size += array.LongLength * (element.IsPrimitive ? System.Runtime.InteropServices.Marshal.SizeOf(element == typeof(bool) ? typeof(byte) : element) : sizeof(int));
            return element.IsValueType ? size : size + ((IEnumerable)array).Cast<object?>().Sum(item => Add(item, seen));
        }

        long bytes = HeaderBytes;
        for (Type? type = one.GetType(); type != null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                bytes += FieldBytes + (field.FieldType.IsValueType ? 0 : Add(field.GetValue(one), seen));
            }
        }

        return bytes;
    }
}
