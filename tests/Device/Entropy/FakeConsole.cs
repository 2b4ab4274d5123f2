using NfToken.Pal;

namespace NfToken.Tests.Entropy;

/// <summary>Keeps the lines.</summary>
internal sealed class FakeConsole : IConsole
{
    public string Text { get; private set; } = "";

    public void WriteLine(string line) => Text += line + "\n";
}
