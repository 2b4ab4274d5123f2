namespace NfToken.Cryptography;

/// <summary>A noise source as the generator sees it.</summary>
public sealed class NoiseStatus
{
    internal NoiseStatus(string name, int bitsPerByte, NoiseVerdict verdict, string fault)
    {
        Name = name;
        BitsPerByte = bitsPerByte;
        Verdict = verdict;
        Fault = fault;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Bits of min-entropy that a byte is credited with; 0: it only makes boards or starts differ.</summary>
    public int BitsPerByte { get; }

    /// <summary>What is known of its health.</summary>
    public NoiseVerdict Verdict { get; }

    /// <summary>What it did wrong, such as "repeats a byte"; null where it did not.</summary>
    public string Fault { get; }
}
