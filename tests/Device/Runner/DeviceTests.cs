using System.Reflection;
using nanoFramework.TestFramework;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Device.Runner;

/// <summary>Each test of <c>tests/Device</c> as one xunit case.</summary>
public sealed class DeviceTests(ITestOutputHelper output)
{
    private const string Prefix = "NfToken.Tests.Device.";

    /// <summary>Room and name of each test; names only, as the runner wants to show them.</summary>
    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (string room in Rooms())
        {
            foreach (DeviceTest test in DeviceTest.In(Load(room)))
            {
                all.Add(room, test.ToString());
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void OnTheHost(string room, string name)
    {
        DeviceTest test = DeviceTest.In(Load(room)).Single(candidate => candidate.ToString() == name);
        try
        {
            test.Run();
        }
        catch (SkipTestException skipped)
        {
            output.WriteLine($"skipped: {skipped.Message}");
        }
    }

    /// <summary>The rooms that have device tests, by the assemblies that lie beside this one.</summary>
    public static IEnumerable<string> Rooms() =>
        from file in Directory.GetFiles(AppContext.BaseDirectory, Prefix + "*.dll").Order()
        let room = Path.GetFileNameWithoutExtension(file)[Prefix.Length..]
        where room != "Runner"
        select room;

    /// <summary>The host build of a room's tests.</summary>
    public static Assembly Load(string room) => Assembly.Load(Prefix + room);
}
