using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace NfToken.Tests.Host.House;

/// <summary>Splits a method body into instructions.</summary>
internal static class IlReader
{
    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(opcode => opcode.Value, opcode => opcode.OperandType);

    /// <summary>The instructions with their operand where it has four bytes, else 0.</summary>
    public static IEnumerable<(ILOpCode Opcode, int Operand)> Instructions(byte[] code)
    {
        for (int at = 0; at < code.Length;)
        {
            short value = code[at++];
            if (value == 0xfe)
            {
                value = (short)(0xfe00 | code[at++]);
            }

            OperandType type = Operands[value];
            int size = type switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
            yield return ((ILOpCode)(ushort)value, size == 4 ? BitConverter.ToInt32(code, at) : 0);
            at += size;
        }
    }
}
