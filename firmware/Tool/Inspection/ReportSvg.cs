using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace NfToken.Tool.Inspection;

/// <summary>Draws a report as a picture that stands by itself.</summary>
internal static class ReportSvg
{
    private const int Width = 1000;
    private const int Margin = 20;
    private const int LineHeight = 18;
    private const int BarLeft = 130;
    private const int BarWidth = 640;
    private const int WearLeft = BarLeft + BarWidth + 10;
    private const int WearWidth = 80;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Writes the picture, in place of an older one.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file.</param>
    public static void Write(StoreReport report, string path)
    {
        // Without a mark of the byte order, which some viewers stumble over.
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        writer.Write(Draw(report).ToString());
        writer.Write('\n');
    }

    private static XElement Draw(StoreReport report)
    {
        List<XElement> shapes = [];
        int top = Margin + LineHeight;
        shapes.Add(Text(Margin, top, "What lies where: " + report.Image, "font-weight", "bold"));
        foreach ((string name, string text) in ReportText.Summary(report))
        {
            top += LineHeight;
            shapes.Add(Text(Margin, top, name));
            shapes.Add(Text(BarLeft, top, text));
        }

        foreach (string note in report.Notes)
        {
            top += LineHeight;
            shapes.Add(Text(Margin, top, "note: " + note));
        }

        var bars = Bar.Of(report);
        top = DrawLegend(shapes, bars, top + LineHeight);
        top = DrawBars(shapes, bars, top + LineHeight);
        top = DrawRecords(shapes, report, top + LineHeight);
        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {top + Margin}"),
            new XAttribute("width", Width),
            new XAttribute("height", top + Margin),
            new XAttribute("font-family", "sans-serif"),
            new XAttribute("font-size", 12),
            new XElement(Svg + "title", "nftoken board inspect " + Clean(report.Image)),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "white")),
            shapes);
    }

    private static int DrawLegend(List<XElement> shapes, IReadOnlyList<Bar> bars, int top)
    {
        foreach (var what in What.All.Where(what => bars.Any(bar => bar.Stretches.Any(stretch => stretch.What == what.Name))))
        {
            shapes.Add(Rectangle(Margin, top - 10, 24, 12, what.Fill));
            shapes.Add(Text(Margin + 32, top, what.Name));
            shapes.Add(Text(BarLeft, top, what.Meaning));
            top += LineHeight;
        }

        return top;
    }

    private static int DrawBars(List<XElement> shapes, IReadOnlyList<Bar> bars, int top)
    {
        int height = bars.Count > 128 ? 9 : 16;
        double scale = (double)BarWidth / int.Max(1, bars.Select(bar => bar.Size).DefaultIfEmpty().Max());
        uint most = bars.Select(bar => bar.Weight ?? 0).DefaultIfEmpty().Max();
        foreach (var bar in bars)
        {
            int baseline = top + height - 4;
            shapes.Add(Text(BarLeft - 8, baseline, bar.Name, "text-anchor", "end"));
            foreach (var stretch in bar.Stretches)
            {
                var shape = Rectangle(BarLeft + (stretch.Offset * scale), top, stretch.Length * scale, height - 3, What.Of(stretch.What).Fill);
                string record = stretch.Record == null ? string.Empty : $", record {stretch.Record}";
                shape.Add(new XElement(Svg + "title", $"{bar.Name}: {stretch.Offset} to {stretch.Offset + stretch.Length - 1}, {stretch.What}{record}"));
                shapes.Add(shape);
            }

            var frame = Rectangle(BarLeft, top, bar.Size * scale, height - 3, "none");
            frame.Add(new XAttribute("stroke", "#90a4ae"), new XAttribute("stroke-width", "0.5"));
            shapes.Add(frame);
            if (bar.Weight is { } weight && most > 0)
            {
                shapes.Add(Rectangle(WearLeft, top, (double)WearWidth * weight / most, height - 3, "#90a4ae"));
            }

            shapes.Add(Text(bar.Weight == null ? WearLeft : WearLeft + WearWidth + 8, baseline, bar.Weight == null ? bar.Remark : bar.Remark + " erases"));
            top += height;
        }

        return top;
    }

    private static int DrawRecords(List<XElement> shapes, StoreReport report, int top)
    {
        int[] columns = [Margin, 120, 230, 400, 480, 560, 620];
        void Line(string weight, params string[] cells)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                shapes.Add(Text(columns[i], top, cells[i], "font-weight", weight));
            }

            top += LineHeight;
        }

        var records = report.Records.Where(record => record.State is "live" or "damaged" or "lost").ToArray();
        if (records.Length > 0)
        {
            Line("bold", "Record", "Kind", "Label", "State", "Checksum", "Bytes", "Where");
            foreach (var record in records)
            {
                Line(
                    "normal", record.Id ?? "?", record.Kind, record.Label ?? string.Empty, record.State, record.Checksum,
                    record.Length?.ToString(CultureInfo.InvariantCulture) ?? "?", ReportText.PlaceOf(record));
            }
        }

        return top;
    }

    private static XElement Rectangle(double left, int top, double width, int height, string fill) => new(
        Svg + "rect", new XAttribute("x", Number(left)), new XAttribute("y", top), new XAttribute("width", Number(width)), new XAttribute("height", height),
        new XAttribute("fill", fill));

    private static XElement Text(int left, int top, string text, string? attribute = null, string? value = null) => new(
        Svg + "text", new XAttribute("x", left), new XAttribute("y", top), attribute == null ? null : new XAttribute(attribute, value!), Clean(text));

    /// <summary>XML takes no control characters, and a file's name may hold any.</summary>
    private static string Clean(string text) => new([.. text.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' ? '\uFFFD' : c)]);

    private static string Number(double number) => Math.Round(number, 2).ToString(CultureInfo.InvariantCulture);
}
