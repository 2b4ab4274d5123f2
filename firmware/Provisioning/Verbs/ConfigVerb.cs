using System;

namespace NfToken.Provisioning;

/// <summary><c>config</c>: the settings. The password is never shown, only that there is one.</summary>
internal static class ConfigVerb
{
    private const string Usage = "config [endpoint|port|thing|wifi-ssid|wifi-password|topic [VALUE]]";

    public static void Show(ConsoleContext context, CommandLine line, Answer answer)
    {
        byte only = line.Count == 2 ? Parse(line) : (byte)0;
        BoardConfiguration configuration = BoardConfiguration.Load(context.Parts.Store);
        for (byte i = 1; i <= Setting.Last; i++)
        {
            if (only == 0 || only == i)
            {
                answer.Line(Setting.NameOf(i), Describe(configuration, i));
            }
        }

        configuration.Clear();
    }

    public static void Change(ConsoleContext context, CommandLine line)
    {
        line.Expect(2, 2, Usage);
        byte setting = Parse(line);
        byte[] value = line.GetBytes(2);
        BoardConfiguration configuration = BoardConfiguration.Load(context.Parts.Store);
        try
        {
            if (value.Length > BoardConfiguration.MaximumLength || (setting == Setting.Port && value.Length > 0 && line.GetNumber(2) is < 1 or > 65535))
            {
                throw new ConsoleException(ErrorCode.Usage, "value out of range");
            }

            configuration.Set(setting, value);
            configuration.Save(context.Parts.Store);
        }
        finally
        {
            Array.Clear(value, 0, value.Length);
            configuration.Clear();
        }
    }

    private static string Describe(BoardConfiguration configuration, byte setting)
    {
        if (setting != Setting.WifiPassword)
        {
            return configuration.Get(setting) ?? "";
        }

        byte[] value = configuration.GetBytes(setting);
        if (value == null)
        {
            return "";
        }

        Array.Clear(value, 0, value.Length);
        return "(set)";
    }

    private static byte Parse(CommandLine line)
    {
        byte setting = Setting.Parse(line[1]);
        return setting != 0 ? setting : throw new ConsoleException(ErrorCode.Missing, Usage);
    }
}
