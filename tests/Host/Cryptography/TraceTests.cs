using NfToken.Tests.Benchmarks;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Which IL is executed, and which array elements it touches, must not depend on secrets.</summary>
public sealed class TraceTests(ITestOutputHelper output)
{
    private static readonly Tracer Tracer = new();

    public static TheoryData<string> Secret => [.. Tracer.Secret];

    [Theory]
    [MemberData(nameof(Secret))]
    public void SecretsLeaveNoTrace(string operation)
    {
        string first = Tracer.Of(operation, 0, out long events);
        output.WriteLine($"{operation}: {events} blocks and indices");
        Assert.True(events > 1_000);
        for (int variant = 1; variant < 5; variant++)
        {
            Assert.Equal(first, Tracer.Of(operation, variant, out _));
        }
    }

    /// <summary>Verification is allowed to branch, and does: the comparison sees it.</summary>
    [Fact]
    public void WhatBranchesIsSeen() =>
        Assert.NotEqual(Tracer.Of(Workloads.Verify, 0, out _), Tracer.Of(Workloads.Verify, 1, out _));

    [Fact]
    public void TheSameTwiceIsTheSame() =>
        Assert.Equal(Tracer.Of(Workloads.Verify, 0, out _), Tracer.Of(Workloads.Verify, 0, out _));
}
