using System.Collections.Generic;
using System.Linq;

namespace NfToken.Tool.Inspection;

/// <summary>Sums of bytes by what they are.</summary>
internal static class ByteCounts
{
    /// <summary>Adds up.</summary>
    /// <param name="parts">Sort and length of each stretch.</param>
    /// <returns>All sorts, those without bytes too.</returns>
    public static IReadOnlyDictionary<string, long> Of(IEnumerable<(string What, long Length)> parts)
    {
        var sums = What.All.ToDictionary(what => what.Name, _ => 0L);
        foreach ((string what, long length) in parts)
        {
            sums[what] += length;
        }

        return sums;
    }
}
