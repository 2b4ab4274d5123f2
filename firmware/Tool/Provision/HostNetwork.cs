using NfToken.Pal;

namespace NfToken.Tool.Provision;

/// <summary>This computer's network and clock, which are there before the board is.</summary>
internal sealed class HostNetwork : INetwork, ITimeSource
{
    public string Address => "this computer's";

    public void Connect(int timeout)
    {
    }

    public void Request()
    {
    }
}
