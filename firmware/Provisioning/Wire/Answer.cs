using System.Text;
using NfToken.Certificates;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>
/// The answer to one command: lines, the last of which begins with <c>OK</c> or <c>ERR</c>. No other line does: they hold
/// <c>name: value</c> or PEM, and a line of Base64 is neither these words nor has a space in it.
/// </summary>
public sealed class Answer
{
    private readonly ConsoleWriter _writer;
    private uint _sum;

    internal Answer(ConsoleWriter writer)
    {
        _writer = writer;
    }

    /// <summary>What the line that ends the answer says after <c>OK</c>; null for nothing.</summary>
    public string Result { get; set; }

    /// <summary>Writes a line.</summary>
    /// <param name="name">What it tells.</param>
    /// <param name="value">The value; no secrets.</param>
    public void Line(string name, string value) => Write(name + ": " + value);

    /// <summary>Writes a block of PEM.</summary>
    /// <param name="label">One of <see cref="Pem"/>'s constants.</param>
    /// <param name="der">The bytes; no secrets.</param>
    public void Block(string label, byte[] der)
    {
        byte[] text = Pem.EncodeToBytes(label, der);
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                Write(text, start, i - start);
                start = i + 1;
            }
        }
    }

    /// <summary>Ends the answer.</summary>
    /// <param name="error">One of <see cref="ErrorCode"/>, or null: all went well.</param>
    /// <param name="text">What there is to say of it, or null.</param>
    /// <param name="tag">The command's tag, or null.</param>
    /// <param name="hasChecksum">Whether a checksum is to follow.</param>
    internal void End(string error, string text, string tag, bool hasChecksum)
    {
        string line = (error == null ? "OK" : "ERR") + (tag == null ? "" : " " + tag) + (error == null ? "" : " " + error)
            + (string.IsNullOrEmpty(text) ? "" : " " + text);
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        if (hasChecksum)
        {
            uint sum = Crc32.Update(_sum, bytes, 0, bytes.Length);
            bytes = Encoding.UTF8.GetBytes(line + " *" + sum.ToString("x8"));
        }

        _writer.Write(bytes, 0, bytes.Length);
    }

    private void Write(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        Write(bytes, 0, bytes.Length);
    }

    private void Write(byte[] bytes, int offset, int count)
    {
        _sum = Crc32.Update(Crc32.Update(_sum, bytes, offset, count), ConsoleWriter.LineEnd, 1, 1);
        _writer.Write(bytes, offset, count);
    }
}
