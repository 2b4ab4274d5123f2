using System.Globalization;
using NfToken.Tests.Host.Broker;
using NfToken.Tests.Host.HelloWorld;
using NfToken.Tests.Host.Tool;
using Xunit;

namespace NfToken.Tests.Host.Provisioning;

/// <summary>A board's program as it is put together on a real board: console and hello world at once, over a pseudo-terminal, with Mosquitto. Nothing is restarted.</summary>
public sealed class RunningBoardTests(TlsBroker fixture) : IClassFixture<TlsBroker>, IDisposable
{
    private const string Done = "10 published, 10 acknowledged, 10 echoed, 10 answered";

    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ABlankBoardWaitsIsProvisionedConnectsAndTurnsToANewKeyByItself()
    {
        _folder.WithBoard();
        using BoardProcess board = new(_folder.Image, "--hello");
        Await(board, "# waiting: not provisioned: no object labelled Device Priv TLS Key");
        Provision(board, "first", "--endpoint", "localhost", "--port", Port, "--topic", "test/first").Succeeds();
        Await(board, "# connected as: first", Done, "# done");

        Provision(board, "first", "--rotate").Succeeds();
        string rotated = Await(board, "old objects destroyed", Done);
        Assert.DoesNotContain("falling back", rotated, StringComparison.Ordinal);
        using BoardTerminal person = new(board.Path);
        Assert.Contains("OK 1", person.Type("rotate", "OK "), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutABrokerItWaitsForOneAndAWipeTakesItBackToTheBeginning()
    {
        _folder.WithBoard();
        using BoardProcess board = new(_folder.Image, "--hello");
        Provision(board, "later").Succeeds();
        Await(board, "# waiting: no broker: config endpoint");
        using (BoardTerminal person = new(board.Path))
        {
            person.Type("config port " + Port, "OK");
            person.Type("config endpoint localhost", "OK");
            person.WaitFor("# connected as: later");
            person.WaitFor(Done);
            string info = person.Type("info", "OK");
            string number = info.Split("number: ")[1].Split('\r')[0];
            person.Type("lock " + number, "OK");
            Assert.Contains("ERR locked", person.Type("rotate finish", "ERR"), StringComparison.Ordinal);
            person.Type("wipe " + number, "OK wiped");
            person.WaitFor("# waiting: not provisioned");
        }

        Provision(board, "again", "--endpoint", "localhost", "--port", Port).Succeeds();
        Await(board, "# connected as: again", Done);
    }

    [Fact]
    public void ARotationIsFinishedOnTheConsoleOnlyWhenTheBrokerTookTheNewOne()
    {
        _folder.WithBoard();
        using BoardProcess board = new(_folder.Image);
        Provision(board, "proof").Succeeds();
        TestPki stranger = new(name: "stranger");
        string[] strange = [.. _folder.Authority(stranger, "stranger"), "--name", "proof", "--rotate"];
        ProvisionFolder.Provision(board.Path, strange).Succeeds();
        using (BoardTerminal person = new(board.Path))
        {
            person.Type("echo on", "OK");
            Assert.Contains("no broker", person.Type("rotate finish", "ERR failed"), StringComparison.Ordinal);
            person.Type("config port " + Port, "OK");
            person.Type("config endpoint localhost", "OK");
            person.Type("rotate finish", "ERR failed");
            person.Type("rotate", "OK 2");
            person.Type("rotate abort", "OK destroyed 3");
        }

        Provision(board, "proof", "--rotate").Succeeds();
        using (BoardTerminal person = new(board.Path))
        {
            person.Type("rotate", "OK 2");
            person.Type("rotate finish", "OK destroyed 3");
            person.Type("rotate", "OK 1");
            person.Type("selftest", "OK");
        }

        Assert.True(fixture.Broker.WaitForLog("u'proof'", TimeSpan.FromSeconds(10), times: 1), fixture.Broker.Log);
    }

    private string Port => fixture.Broker.Port.ToString(CultureInfo.InvariantCulture);

    private NfTokenProcess.Result Provision(BoardProcess board, string name, params string[] more) =>
        ProvisionFolder.Provision(board.Path, [.. _folder.Local(fixture.Pki, name), .. more]);

    private static string Await(BoardProcess board, params string[] lines)
    {
        using BoardTerminal person = new(board.Path);
        string shown = string.Empty;
        foreach (string line in lines)
        {
            shown = person.WaitFor(line);
        }

        return shown;
    }
}
