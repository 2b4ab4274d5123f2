using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Xunit;

namespace NfToken.Tests.Host.House;

/// <summary>
/// Static constructors of device code make literals and arrays of literals only: on the board all of them run before Main, in
/// alphabetical order, so one that calls or reads anything else may meet what is not there yet.
/// </summary>
public sealed class StaticDataTests
{
    [Theory]
    [MemberData(nameof(DeviceAssemblies.All), MemberType = typeof(DeviceAssemblies))]
    public void StaticInitialisersAreLiterals(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
        MetadataReader reader = file.GetMetadataReader();
        var problems = new List<string>();
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            TypeDefinition type = reader.GetTypeDefinition(handle);
            foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
            {
                // The compiler's own classes hold lambdas, whose cache is an object without state.
                if (reader.GetString(method.Name) == ".cctor" && !reader.GetString(type.Name).StartsWith('<'))
                {
                    byte[] code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
                    problems.AddRange(Calls(reader, code).Select(call => $"{reader.GetString(type.Name)} calls {call}"));
                }
            }
        }

        Assert.Empty(problems);
    }

    private static IEnumerable<string> Calls(MetadataReader reader, byte[] code)
    {
        foreach ((ILOpCode opcode, int token) in IlReader.Instructions(code))
        {
            if (opcode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)
            {
                string name = Name(reader, MetadataTokens.EntityHandle(token));
                if (name != "InitializeArray")
                {
                    yield return name;
                }
            }
        }
    }

    private static string Name(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.MemberReference => reader.GetString(reader.GetMemberReference((MemberReferenceHandle)handle).Name),
        HandleKind.MethodDefinition => reader.GetString(reader.GetMethodDefinition((MethodDefinitionHandle)handle).Name),
        _ => handle.Kind.ToString(),
    };
}
