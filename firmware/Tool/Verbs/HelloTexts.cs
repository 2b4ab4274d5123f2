using System;
using System.CommandLine;
using System.Linq;
using System.Net;
using System.Text;

namespace NfToken.Tool.Verbs;

/// <summary>Checks the texts that <c>nftoken hello</c> takes, before anything starts.</summary>
internal static class HelloTexts
{
    // They go into packets of 1024 bytes (MqttOptions.MaxPacketSize) together with a few fields.
    private const int Longest = 900;

    /// <summary>Has an option's text checked.</summary>
    /// <param name="option">The option.</param>
    /// <param name="complain">What is wrong with a text that is not empty, or null.</param>
    public static void Check(Option option, Func<string, string?> complain)
    {
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                string? complaint = string.IsNullOrWhiteSpace(text) ? $"{option.Name} is empty."
                    : text.Any(char.IsControl) ? $"{option.Name} has a control character."
                    : complain(text);
                if (complaint != null)
                {
                    result.AddError(complaint);
                }
            }
        });
    }

    public static string? Host(string text)
    {
        // With brackets an IPv6 address brings a port along.
        bool isAddress = text[0] != '[' && IPAddress.TryParse(text, out _);
        return !isAddress && text.Any(c => c is ':' or '/' or '[' || char.IsWhiteSpace(c)) ? "--host takes the name only; the port goes to --port." : null;
    }

    public static string? Alpn(string text) => Encoding.UTF8.GetByteCount(text) > 255 ? "--alpn is longer than 255 bytes." : null;

    public static string? ClientId(string text) => TooLong("--client-id", text);

    public static string? Topic(string text)
    {
        return text.Any(c => c is '+' or '#') ? $"--topic is {text}; one cannot publish to wildcards." : TooLong("--topic", text);
    }

    private static string? TooLong(string name, string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        return length > Longest ? $"{name} has {length} bytes; it is at most {Longest}." : null;
    }
}
