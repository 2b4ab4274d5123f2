using System.Runtime.CompilerServices;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>The response files of NIST's validation program that stand in <c>Vectors</c>: lines <c>name = value</c>, in sections.</summary>
internal static class NistVectors
{
    /// <summary>All cases of a file, in order.</summary>
    public static IReadOnlyList<Case> Read(string file)
    {
        var cases = new List<Case>();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        string section = "";
        foreach (string line in File.ReadLines(Path.Combine(Folder(), "Vectors", file)).Append(""))
        {
            if (line.StartsWith('['))
            {
                section = line;
            }
            else if (line.Length > 0 && !line.StartsWith('#'))
            {
                string[] parts = line.Split(" = ", 2);
                values.Add(parts[0], parts[1]);
            }
            else if (values.Count > 0)
            {
                cases.Add(new Case(section, values));
                values = new Dictionary<string, string>(StringComparer.Ordinal);
            }
        }

        return cases;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>One case, and the section it stands in.</summary>
    internal sealed record Case(string Section, IReadOnlyDictionary<string, string> Values)
    {
        /// <summary>Whether the verdict, where there is one, is P.</summary>
        public bool Passes => Values["Result"].StartsWith('P');

        /// <summary>Whether a value stands there.</summary>
        public bool Has(string name) => Values.ContainsKey(name);

        public int Number(string name) => int.Parse(Values[name], System.Globalization.CultureInfo.InvariantCulture);

        /// <summary>A value as bytes; a number with an odd count of digits lacks its first zero.</summary>
        public byte[] Hex(string name)
        {
            string digits = Values[name];
            return Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits);
        }

        /// <summary>A message whose length stands beside it: an empty one is written as 00.</summary>
        public byte[] Message(int length) => Hex("Msg")[..length];

        public override string ToString() => $"{Section} {string.Join(", ", Values.Select(value => $"{value.Key} = {value.Value}"))}";
    }
}
