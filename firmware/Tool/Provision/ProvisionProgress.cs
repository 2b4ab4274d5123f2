using System;
using Spectre.Console;

namespace NfToken.Tool.Provision;

/// <summary>What the user sees of a run: a line for each step, and a bar while something long is sent.</summary>
internal static class ProvisionProgress
{
    /// <summary>A step is done.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">What came of it.</param>
    public static void Did(string name, string what) => Write("[green]done[/] ", "done ", name, what);

    /// <summary>A step would be done.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="what">What it would do.</param>
    public static void Would(string name, string what) => Write("[yellow]would[/]", "would", name, what);

    /// <summary>Shows a bar while something is sent.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="name">What is sent.</param>
    /// <param name="send">Sends it, and reports the part that is there, from 0 to 1.</param>
    public static T Transfer<T>(string name, Func<Action<double>, T> send)
    {
        if (Console.IsOutputRedirected)
        {
            return send(_ => { });
        }

        return AnsiConsole.Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask(Markup.Escape(name));
            return send(part => task.Value = 100 * part);
        });
    }

    private static void Write(string marked, string plain, string name, string what)
    {
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine($"{plain} {name}: {what}");
        }
        else
        {
            AnsiConsole.MarkupLine($"{marked} {Markup.Escape(name)}: {Markup.Escape(what)}");
        }
    }
}
