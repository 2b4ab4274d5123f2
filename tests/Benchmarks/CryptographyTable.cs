using System.Diagnostics;
using System.Globalization;
using NfToken.Tests.Benchmarks.Counting;
using Spectre.Console;

namespace NfToken.Tests.Benchmarks;

/// <summary>The table that firmware/Cryptography/README.md shows.</summary>
internal static class CryptographyTable
{
    private const int Variants = 8;

    /// <summary>Counts, times and prints.</summary>
    /// <returns>0, or 2 where a secret leaves a trace.</returns>
    /// <param name="only">Part of the names of the operations wanted.</param>
    public static int Print(string only)
    {
        IReadOnlyDictionary<string, Func<int, Action>> plain = Workloads.All();
        IReadOnlyDictionary<string, Func<int, Action>> counted = new InstrumentedContext(Instrument.Count).Operations();
        IReadOnlyDictionary<string, Action> openSsl = Rivals.OpenSsl();
        IReadOnlyDictionary<string, Action> bouncyCastle = Rivals.BouncyCastle();
        Table table = new Table().MarkdownBorder().AddColumns(
            new TableColumn("Operation").NoWrap(),
            Right("IL instructions"), Right("Calls"), Right("Bytes allocated"), Right("ESP32, s"), Right("Host, µs"), Right("OpenSSL, µs"), Right("BouncyCastle, µs"));
        foreach ((string name, Func<int, Action> prepare) in plain.Where(one => one.Key.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            (long instructions, long calls, long bytes) = Measure(counted[name], Tracer.Secret.Contains(name) ? 1 : Variants);
            table.AddRow(
                name, Whole(instructions), Whole(calls), Whole(bytes),
                Seconds(instructions),
                Time(prepare(0)), Time(openSsl.GetValueOrDefault(name)), Time(bouncyCastle.GetValueOrDefault(name)));
        }

        AnsiConsole.Profile.Width = 200;
        AnsiConsole.Write(table);
        if ("RSA".Contains(only, StringComparison.OrdinalIgnoreCase))
        {
            AnsiConsole.Write(RsaBySize());
        }

        return CompareTraces(only) ? 0 : 2;
    }

    /// <summary>The mean of several keys and messages.</summary>
    private static (long Instructions, long Calls, long Bytes) Measure(Func<int, Action> prepare, int variants)
    {
        Action[] actions = [.. Enumerable.Range(0, variants).Select(prepare)];
        actions[0]();
        Counter.Reset();
        foreach (Action action in actions)
        {
            action();
        }

        return (Counter.Instructions / variants, Counter.Calls / variants, Counter.AllocatedBytes / variants);
    }

    private static Table RsaBySize()
    {
        Table table = new Table().MarkdownBorder().AddColumns(
            Right("RSA, bits"), Right("Sign, IL"), Right("Sign, ESP32, s"), Right("Verify, IL"), Right("Import, IL"),
            Right("Garbage: sign, verify"), Right("Memory kept, bytes"), Right("after verifying only"));
        var context = new InstrumentedContext(Instrument.Count);
        foreach (RsaFigures one in RsaWorkloads.Sizes.Select(bits => RsaFigures.Count(context, bits)))
        {
            table.AddRow(
                Whole(one.Bits), Whole(one.Sign), Seconds(one.Sign), Whole(one.Verify), Whole(one.Import),
                $"{Whole(one.SignGarbage)}, {Whole(one.VerifyGarbage)}", Whole(one.Kept), Whole(one.KeptByVerify));
        }

        return table;
    }

    private static bool CompareTraces(string only)
    {
        var tracer = new Tracer();
        bool all = true;
        foreach (string operation in Tracer.Secret.Where(one => one.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            string first = tracer.Of(operation, 0, out long events);
            bool same = Enumerable.Range(1, Variants - 1).All(variant => tracer.Of(operation, variant, out _) == first);
            all &= same;
            Console.WriteLine($"{operation}: {Whole(events)} blocks and indices, {(same ? "the same" : "NOT THE SAME")} for {Variants} keys and messages");
        }

        return all;
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned().NoWrap();

    private static string Seconds(long instructions) => string.Create(CultureInfo.InvariantCulture, $"{instructions / 4e6:0.00}–{instructions / 1e6:0.00}");

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The best of several stretches: what disturbs only ever adds.</summary>
    private static string Time(Action? action)
    {
        if (action == null)
        {
            return "";
        }

        action();
        double best = double.MaxValue;
        for (int stretch = 0; stretch < 10; stretch++)
        {
            int count = 0;
            long start = Stopwatch.GetTimestamp();
            TimeSpan elapsed;
            do
            {
                action();
                count++;
                elapsed = Stopwatch.GetElapsedTime(start);
            }
            while (elapsed.TotalMilliseconds < 30);
            best = Math.Min(best, elapsed.TotalMicroseconds / count);
        }

        return best.ToString("N1", CultureInfo.InvariantCulture);
    }
}
