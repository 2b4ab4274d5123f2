using System.Reflection;
using System.Runtime.Loader;

namespace NfToken.Tests.Benchmarks;

/// <summary>Loads the device's rooms instrumented, and this program a second time, bound to them.</summary>
public sealed class InstrumentedContext(Instrument instrument) : AssemblyLoadContext(instrument.ToString())
{
    private static readonly string[] Rooms = ["NfToken.Pal.Abstractions", "NfToken.Pal.Storage", "NfToken.Pal.EepromStorage", "NfToken.Pal.DriveStorage", "NfToken.Cryptography", "NfToken.Rsa", "NfToken.Cryptoki"];

    /// <summary>The benchmarks' operations, working on instrumented rooms.</summary>
    public IReadOnlyDictionary<string, Func<int, Action>> Operations() =>
        (IReadOnlyDictionary<string, Func<int, Action>>)Find(typeof(Workloads)).GetMethod(nameof(Workloads.All))!.Invoke(null, null)!;

    /// <summary>A class of this program as it is in the second load.</summary>
    /// <param name="type">The class.</param>
    public Type Find(Type type) => LoadFromAssemblyPath(type.Assembly.Location).GetType(type.FullName!)!;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        int number = Array.IndexOf(Rooms, assemblyName.Name);
        if (number < 0)
        {
            return null;
        }

        string path = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
        return LoadFromStream(new MemoryStream(Instrumenter.Rewrite(path, instrument, number)));
    }
}
