using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Values too large for a board's memory, to say nothing of its flash.</summary>
public sealed class LargeObjectTests
{
    [Theory]
    [InlineData(65535, CKR.CKR_OK)]
    [InlineData(65536, CKR.CKR_DEVICE_MEMORY)]
    public void TheFormatSetsTheLimit(int length, uint expected) =>
        Assert.Equal(expected, Make.Create(Make.Replace(Make.Data("x", false), new CkAttribute(CKA.CKA_VALUE, new byte[length]))));
}
