using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using NfToken.HelloWorld;
using NfToken.Pal.Simulator;
using NfToken.Provisioning;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken hello</c>.</summary>
internal static class HelloVerb
{
    private static readonly Argument<string?> Image = new("IMAGE")
    {
        Description = "The board's flash image. Left out: a board in memory, with the identity that the three files give.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Host = new("--host")
    {
        Description = "The broker's name or address, as in its certificate. By default the board's own setting.",
        HelpName = "NAME",
    };

    private static readonly Option<int> Port = Number("--port", "The broker's TCP port.", 8883, 1, 65535);
    private static readonly Option<string?> Authority = Arguments.File("--ca", "Root certificate of the broker's CA.");
    private static readonly Option<string?> Certificate = Arguments.File("--certificate", "The device's certificate.");
    private static readonly Option<string?> Key = Arguments.File("--key", "The device's private key.");

    private static readonly Option<string?> Alpn = new("--alpn")
    {
        Description = "Protocol to ask for by ALPN: x-amzn-mqtt-ca for AWS IoT on port 443.",
        HelpName = "NAME",
    };

    private static readonly Option<string> Topic = new("--topic")
    {
        Description = "Topic to publish and subscribe to.",
        HelpName = "TOPIC",
        DefaultValueFactory = _ => new HelloOptions().Topic,
    };

    private static readonly Option<string?> ClientId = new("--client-id")
    {
        Description = "MQTT client identifier; AWS IoT wants the thing's name. By default nftoken- and the board's number.",
        HelpName = "NAME",
    };

    private static readonly Option<int> Count = Number("--count", "How many messages.", 10, 1, 100000);
    private static readonly Option<int> Interval = Number("--interval", "Milliseconds from one message to the next.", 1000, 0, 3600000);
    private static readonly Option<bool> Fast = new("--fast") { Description = "The same as --interval 0." };
    private static readonly Option<int> KeepAlive = Number("--keep-alive", "MQTT keep-alive in seconds.", 60, 5, 1200);
    private static readonly Option<int> Patience = Number("--timeout", "Milliseconds to wait for the connection and for each answer.", 15000, 100, 600000);

    public static Command Create()
    {
        Command command = new("hello", "Boots the board, connects by mutual TLS, and says hello world over MQTT. The output is the board's console.")
        {
            Image, Host, Port, Authority, Certificate, Key, Alpn, Topic, Count, ClientId, Interval, Fast, KeepAlive, Patience,
        };
        Image.Validators.Add(result => Arguments.RefuseEmpty(result, Image.Name, result.Tokens));
        HelloTexts.Check(Host, HelloTexts.Host);
        HelloTexts.Check(Alpn, HelloTexts.Alpn);
        HelloTexts.Check(Topic, HelloTexts.Topic);
        HelloTexts.Check(ClientId, HelloTexts.ClientId);
        command.Validators.Add(CheckIdentity);
        command.SetAction(Run);
        return HelpWithExamples.Attach(
            command,
            "hello board.img --host localhost --port 8883",
            "hello --host broker.example.org --ca ca.pem --certificate device.pem --key device.key",
            "hello board.img --host ID-ats.iot.REGION.amazonaws.com --port 443 --alpn x-amzn-mqtt-ca --client-id my-thing");
    }

    private static void CheckIdentity(CommandResult result)
    {
        int files = new[] { Authority, Certificate, Key }.Count(option => result.GetValue(option) != null);
        bool image = result.GetValue(Image) != null;
        if (!image && result.GetValue(Host) == null)
        {
            result.AddError("Option '--host' is required without IMAGE.");
        }

        if (image && files > 0)
        {
            result.AddError("Give either IMAGE, whose token has the identity, or --ca, --certificate and --key.");
        }
        else if (!image && files < 3)
        {
            result.AddError("Give IMAGE, or all of --ca, --certificate and --key.");
        }
    }

    private static int Run(ParseResult parsed)
    {
        using var board = parsed.GetValue(Image) is { } image ? SimulatedBoard.Open(image) : SimulatedBoard.InMemory(BoardCatalog.Get("ESP32_REV0"));
        RecordingConsole console = new(new HostConsole());
        using var token = OpenToken.Start(board, console);
        if (parsed.GetValue(Key) is { } key)
        {
            IdentityFiles files = new(key, parsed.GetValue(Certificate)!, parsed.GetValue(Authority)!);
            files.Import(token.Token, DateTime.UtcNow);
        }

        HostClock clock = new();
        HelloApplication application = new(token.Token, token.Exporter, new TlsTransport(clock), clock, console, Options(parsed, board, BoardConfiguration.Load(token.Store)));
        if (application.Run())
        {
            token.RefuseDamage();
            return ExitStatus.Success;
        }

        string why = Failure.Advise(console.Failure ?? "hello world failed");
        if (token.WantsPin && why.Contains("no object labelled", StringComparison.Ordinal))
        {
            why += "; the token has a PIN, and the application does not log in: it sees no private key. 'init' on the board's console begins a token without one";
        }

        throw new ToolException(token.DescribeDamage() is { } damage ? $"{why}; {damage}" : why);
    }

    // What the command line says, else what the board's own settings say.
    private static HelloOptions Options(ParseResult parsed, SimulatedBoard board, BoardConfiguration own) => new()
    {
        Board = $"{board.Description.Target} ({board.Profile.Name}), simulated",
        Host = parsed.GetValue(Host) ?? own.Get(Setting.Endpoint) ?? throw new ToolException("the board has no setting for the broker; give --host"),
        Port = parsed.GetResult(Port) is { Implicit: false } || own.Get(Setting.Port) is not { } port ? parsed.GetValue(Port) : int.Parse(port, CultureInfo.InvariantCulture),
        ApplicationProtocol = parsed.GetValue(Alpn),
        Topic = parsed.GetResult(Topic) is { Implicit: false } ? parsed.GetValue(Topic) : own.Get(Setting.Topic) ?? parsed.GetValue(Topic),
        Count = parsed.GetValue(Count),
        ClientId = parsed.GetValue(ClientId) ?? own.Get(Setting.Thing) ?? "nftoken-" + Convert.ToHexStringLower(board.DeviceId.ReadDeviceId()),
        Interval = parsed.GetValue(Fast) ? 0 : parsed.GetValue(Interval),
        KeepAlive = parsed.GetValue(KeepAlive),
        Timeout = parsed.GetValue(Patience),
    };

    private static Option<int> Number(string name, string description, int value, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            string given = result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} is {(given.Length == 0 ? "empty" : given)}; it is {least} to {most}.");
            return value;
        },
    };
}
