using System;

namespace NfToken.Tls;

/// <summary>Dates as lines on the console have them.</summary>
public static class Dates
{
    /// <summary>A date such as <c>2026-07-31 12:00:00Z</c>.</summary>
    /// <param name="utc">The date in UTC.</param>
    public static string ToText(DateTime utc) => utc.ToString("u");
}
