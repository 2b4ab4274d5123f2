namespace NfToken.Tests.Host.NativeModule;

/// <summary>The library as <c>firmware/NativeModule/build.sh</c> builds it, which tests/run.sh calls first.</summary>
internal static class Module
{
    private static readonly Lazy<string> Built = new(Find);

    /// <summary>Path of libnftoken.so.</summary>
    public static string Library => Built.Value;

    /// <summary>Top of the source tree.</summary>
    public static string Top { get; } = FindTop();

    private static string Find()
    {
        string library = Path.Combine(Top, "firmware/NativeModule/out/libnftoken.so");
        return File.Exists(library) ? library : throw new FileNotFoundException($"{library} is missing: firmware/NativeModule/build.sh builds it");
    }

    private static string FindTop()
    {
        var top = new DirectoryInfo(AppContext.BaseDirectory);
        while (top != null && !File.Exists(Path.Combine(top.FullName, "nf.sln")))
        {
            top = top.Parent;
        }

        return top?.FullName ?? throw new DirectoryNotFoundException("the tests do not lie in the source tree");
    }
}
