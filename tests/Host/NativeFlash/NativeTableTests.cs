using System.Reflection;
using System.Text.RegularExpressions;
using NfToken.Pal.NanoFlash;
using Xunit;

namespace NfToken.Tests.Host.NativeFlash;

/// <summary>
/// The table of natives against the assembly: firmware calls them by their place in it, and the checksum, over their names, is all that the board compares.
/// Order and checksum follow the Metadata Processor 3.0 (its nanoTablesContext and NativeMethodsCrc).
/// </summary>
public sealed partial class NativeTableTests
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string Table = File.ReadAllText(Path.Combine(NativeSources.Folder, "NfToken_Pal_NanoFlash.cpp"));

    [Fact]
    public void TheTableFollowsTheAssembly()
    {
        string[] entries = [.. Entry().Matches(Table).Select(match => match.Groups["method"].Value)];
        Assert.Equal(Methods().Select(method => IsNative(method) ? Signature(method) : ""), entries);
    }

    [Fact]
    public void TheChecksumIsTheMetadataProcessors()
    {
        // Of the first native, and what is before it, only its own name counts.
        MethodBase[] methods = [.. Methods().SkipWhile(method => !IsNative(method))];
        uint crc = Crc(0, Signature(methods[0]));
        foreach (MethodBase native in methods.Skip(1))
        {
            string[] parts = IsNative(native) ? ["NfToken.Pal.NanoFlash", native.DeclaringType!.FullName!.Replace('.', '_'), Signature(native)] : ["NULL"];
            crc = parts.Aggregate(crc, Crc);
        }

        Assert.Equal($"0x{crc:X8}", Checksum().Match(Table).Value);
    }

    /// <summary>What nf-interpreter's CMake (AddNativeAssemblyVersion) looks for to know name, checksum and version.</summary>
    [Fact]
    public void TheBuildFindsNameAndVersion() => Assert.Matches(
        @"[ \t\r\n]+CLR_RT_NativeAssemblyData[ \t\r\n]+g_CLR_AssemblyNative_NfToken_Pal_NanoFlash[ \t\r\n]*=[^{]+{[^0]+0x([0-9A-Za-z]+)[^{]+{[ \t\r\n]*([0-9]+)[ \t\r\n]*,[ \t\r\n]*([0-9]+)[ \t\r\n]*,[ \t\r\n]*([0-9]+)[ \t\r\n]*,[ \t\r\n]*([0-9]+)",
        Table);

    [Fact]
    public void TheFindModuleNamesEachSource()
    {
        string module = File.ReadAllText(Path.Combine(NativeSources.Folder, "FindINTEROP-NfToken.Pal.NanoFlash.cmake"));
        foreach (string file in Directory.GetFiles(NativeSources.Folder, "*.cpp"))
        {
            Assert.Contains(Path.GetFileName(file), module, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<MethodBase> Methods() =>
        from type in typeof(NanoFlashRegion).Assembly.GetTypes()
        where !typeof(Attribute).IsAssignableFrom(type)
        orderby type.FullName
        from method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).OrderBy(method => method.MetadataToken)
            .OrderBy(method => method.IsVirtual ? 0 : method.IsStatic ? 2 : 1)
        select method;

    private static bool IsNative(MethodBase method) => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.InternalCall);

    private static string Signature(MethodBase method) =>
        $"{method.Name}___STATIC__{string.Join("__", method.GetParameters().Select(parameter => parameter.ParameterType).Prepend(((MethodInfo)method).ReturnType).Select(Name))}";

    private static string Name(Type type) =>
        type == typeof(int) ? "I4" : type == typeof(bool) ? "BOOLEAN" : type == typeof(byte[]) ? "SZARRAY_U1" : throw new ArgumentException(type.ToString());

    /// <summary>CRC-32 with the polynomial 04C11DB7, most significant bit first, neither start value nor final inversion.</summary>
    private static uint Crc(uint crc, string text)
    {
        foreach (char character in text)
        {
            crc ^= (uint)character << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
            }
        }

        return crc;
    }

    [GeneratedRegex(@"^    (NULL|Library_NfToken_Pal_NanoFlash_NativeFlash::(?<method>\w+)),\r?$", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex("0x[0-9A-F]{8}")]
    private static partial Regex Checksum();
}
