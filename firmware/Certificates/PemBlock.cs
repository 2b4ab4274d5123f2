namespace NfToken.Certificates;

/// <summary>One block of a PEM text.</summary>
public sealed class PemBlock
{
    internal PemBlock(string label, byte[] der, int start, int end)
    {
        Label = label;
        Der = der;
        Start = start;
        End = end;
    }

    /// <summary>What stands after BEGIN, such as <c>CERTIFICATE</c>.</summary>
    public string Label { get; }

    /// <summary>The decoded bytes. The caller clears them where the block is a key.</summary>
    public byte[] Der { get; }

    /// <summary>Offset of the BEGIN line in the text.</summary>
    public int Start { get; }

    /// <summary>Offset of the first byte after the END line's dashes.</summary>
    public int End { get; }
}
