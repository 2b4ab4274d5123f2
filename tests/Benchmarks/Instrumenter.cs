using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using NfToken.Tests.Benchmarks.Counting;

namespace NfToken.Tests.Benchmarks;

/// <summary>What an instrumented assembly tells.</summary>
public enum Instrument
{
    /// <summary>Instructions, calls and allocations, to <see cref="Counter"/>.</summary>
    Count,

    /// <summary>Basic blocks and array indices, to <see cref="Trace"/>.</summary>
    Trace,
}

/// <summary>
/// Rewrites a compiled assembly so that it counts or traces what it executes. A block left by an exception counts as a whole.
/// </summary>
public sealed class Instrumenter
{
    private readonly Instrument _instrument;
    private readonly MethodReference _block;
    private readonly MethodReference _array;
    private readonly MethodReference _object;
    private readonly MethodReference _index;
    private int _blocks;

    private Instrumenter(ModuleDefinition module, Instrument instrument, int firstBlock)
    {
        _instrument = instrument;
        _blocks = firstBlock;
        Type target = instrument == Instrument.Count ? typeof(Counter) : typeof(Trace);
        _block = module.ImportReference(target.GetMethod(nameof(Counter.Block)));
        _array = module.ImportReference(typeof(Counter).GetMethod(nameof(Counter.Array)));
        _object = module.ImportReference(typeof(Counter).GetMethod(nameof(Counter.Object)));
        _index = module.ImportReference(typeof(Trace).GetMethod(nameof(Trace.Index)));
    }

    /// <summary>Reads an assembly and returns its instrumented image.</summary>
    /// <param name="path">The compiled assembly.</param>
    /// <param name="instrument">What it shall tell.</param>
    /// <param name="number">A number for the assembly, so that blocks of several have different ids.</param>
    public static byte[] Rewrite(string path, Instrument instrument, int number)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path);
        var instrumenter = new Instrumenter(module, instrument, number << 20);
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            instrumenter.Rewrite(method.Body);
        }

        using var image = new MemoryStream();
        module.Write(image);
        return image.ToArray();
    }

    private void Rewrite(MethodBody body)
    {
        body.SimplifyMacros();
        ILProcessor il = body.GetILProcessor();
        Instruction[] original = [.. body.Instructions];
        HashSet<Instruction> leaders = Leaders(body);
        VariableDefinition[] spare = _instrument == Instrument.Trace ? AddSpares(body, original) : [];
        for (int at = 0; at < original.Length; at++)
        {
            Instruction instruction = original[at];
            Instruction first = instruction;
            void Insert(params Instruction[] inserted)
            {
                foreach (Instruction one in inserted)
                {
                    il.InsertBefore(instruction, one);
                    first = first == instruction ? one : first;
                }
            }

            if (leaders.Contains(instruction))
            {
                Insert(BlockStart(il, original, at, leaders));
            }

            if (_instrument == Instrument.Count)
            {
                Insert(Allocation(il, instruction));
            }
            else
            {
                Insert(Access(il, instruction, spare));
            }

            if (first != instruction)
            {
                Redirect(body, instruction, first);
            }
        }

        body.OptimizeMacros();
    }

    private Instruction[] BlockStart(ILProcessor il, Instruction[] code, int from, HashSet<Instruction> leaders)
    {
        if (_instrument == Instrument.Trace)
        {
            return [il.Create(OpCodes.Ldc_I4, _blocks++), il.Create(OpCodes.Call, _block)];
        }

        int instructions = 0;
        int calls = 0;
        int at = from;
        do
        {
            instructions += code[at].OpCode.OpCodeType == OpCodeType.Prefix ? 0 : 1;
            calls += code[at].OpCode.FlowControl == FlowControl.Call ? 1 : 0;
            at++;
        }
        while (at < code.Length && !leaders.Contains(code[at]));
        return [il.Create(OpCodes.Ldc_I4, instructions), il.Create(OpCodes.Ldc_I4, calls), il.Create(OpCodes.Call, _block)];
    }

    private Instruction[] Allocation(ILProcessor il, Instruction instruction)
    {
        if (instruction.OpCode == OpCodes.Newarr)
        {
            return [il.Create(OpCodes.Dup), il.Create(OpCodes.Ldc_I4, SizeOf((TypeReference)instruction.Operand)), il.Create(OpCodes.Call, _array)];
        }

        if (instruction.OpCode == OpCodes.Newobj && ((MethodReference)instruction.Operand).DeclaringType.Resolve() is { IsValueType: false } type)
        {
            return [il.Create(OpCodes.Ldc_I4, type.Fields.Count(field => !field.IsStatic)), il.Create(OpCodes.Call, _object)];
        }

        return [];
    }

    private Instruction[] Access(ILProcessor il, Instruction instruction, VariableDefinition[] spare)
    {
        string name = instruction.OpCode.Name;
        if (name.StartsWith("ldelem", StringComparison.Ordinal))
        {
            return [il.Create(OpCodes.Dup), il.Create(OpCodes.Call, _index)];
        }

        if (name.StartsWith("stelem", StringComparison.Ordinal))
        {
            VariableDefinition value = spare[(int)ElementKind(instruction)];
            return [il.Create(OpCodes.Stloc, value), il.Create(OpCodes.Dup), il.Create(OpCodes.Call, _index), il.Create(OpCodes.Ldloc, value)];
        }

        return [];
    }

    private static VariableDefinition[] AddSpares(MethodBody body, Instruction[] code)
    {
        TypeSystem types = body.Method.Module.TypeSystem;
        TypeReference[] kinds = [types.Int32, types.Int64, types.Object];
        var spare = new VariableDefinition[kinds.Length];
        foreach (Instruction instruction in code.Where(one => one.OpCode.Name.StartsWith("stelem", StringComparison.Ordinal)))
        {
            int kind = (int)ElementKind(instruction);
            if (spare[kind] == null)
            {
                spare[kind] = new VariableDefinition(kinds[kind]);
                body.Variables.Add(spare[kind]);
                body.InitLocals = true;
            }
        }

        return spare;
    }

    private static StackKind ElementKind(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4 => StackKind.Int32,
        Code.Stelem_I8 => StackKind.Int64,
        Code.Stelem_Ref => StackKind.Object,
        Code code => throw new NotSupportedException($"an array of structs or floats is written ({code})"),
    };

    private static HashSet<Instruction> Leaders(MethodBody body)
    {
        var leaders = new HashSet<Instruction> { body.Instructions[0] };
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case Instruction target: leaders.Add(target); break;
                case Instruction[] targets: leaders.UnionWith(targets); break;
            }

            bool ends = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (ends && instruction.Next != null)
            {
                leaders.Add(instruction.Next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            leaders.Add(handler.TryStart);
            leaders.Add(handler.HandlerStart);
            if (handler.FilterStart != null)
            {
                leaders.Add(handler.FilterStart);
            }
        }

        return leaders;
    }

    /// <summary>Jumps and handlers that named an instruction now name what was put before it.</summary>
    private static void Redirect(MethodBody body, Instruction from, Instruction to)
    {
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand == from)
            {
                instruction.Operand = to;
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                for (int i = 0; i < targets.Length; i++)
                {
                    targets[i] = targets[i] == from ? to : targets[i];
                }
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = handler.TryStart == from ? to : handler.TryStart;
            handler.TryEnd = handler.TryEnd == from ? to : handler.TryEnd;
            handler.HandlerStart = handler.HandlerStart == from ? to : handler.HandlerStart;
            handler.HandlerEnd = handler.HandlerEnd == from ? to : handler.HandlerEnd;
            handler.FilterStart = handler.FilterStart == from ? to : handler.FilterStart;
        }
    }

    private static int SizeOf(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Byte or MetadataType.SByte => 1,
        MetadataType.Char or MetadataType.Int16 or MetadataType.UInt16 => 2,
        MetadataType.Int64 or MetadataType.UInt64 => 8,
        _ => 4,
    };

    private enum StackKind
    {
        Int32,
        Int64,
        Object,
    }
}
