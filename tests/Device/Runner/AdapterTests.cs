using nanoFramework.TestFramework;
using Xunit;
using Assert = Xunit.Assert;

namespace NfToken.Tests.Device.Runner;

/// <summary>The adapter itself: what fails on the device must fail here.</summary>
public sealed class AdapterTests
{
    [Fact]
    public void InstanceStateFails() => Assert.Throws<NullReferenceException>(Find(nameof(Sample.UsesInstanceState)).Run);

    [Fact]
    public void FailedAssertionFails() => Assert.Throws<AssertFailedException>(Find(nameof(Sample.Fails)).Run);

    [Fact]
    public void EachDataRowIsATest() =>
        Assert.Equal(2, DeviceTest.In(typeof(Sample).Assembly).Count(test => test.Method.Name == nameof(Sample.HasRows)));

    private static DeviceTest Find(string name) => DeviceTest.In(typeof(Sample).Assembly).First(test => test.Method.Name == name);
}
