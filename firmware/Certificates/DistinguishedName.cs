using System.Text;
using NfToken.Cryptography;

namespace NfToken.Certificates;

/// <summary>
/// X.500 names as people read them (RFC 4514): the last part of the DER first, special and unprintable characters escaped, so that
/// no name can forge a line of the console.
/// </summary>
public static class DistinguishedName
{
    private const int MaximumAttributes = 32;

    /// <summary>Writes a name.</summary>
    /// <param name="der">A Name in DER, nothing after it.</param>
    /// <returns>Such as <c>CN=board-7,O=Example</c>; empty for an empty name.</returns>
    /// <exception cref="EncodingException">Malformed, or more than 32 attributes.</exception>
    public static string ToText(byte[] der)
    {
        DerReader reader = new DerReader(der);
        DerReader parts = reader.EnterSequence();
        reader.End();
        string text = "";
        int count = 0;
        while (!parts.AtEnd)
        {
            int start = parts.Position;
            DerReader set = parts.Enter(DerTag.Set);
            StringBuilder part = new StringBuilder();
            do
            {
                if (++count > MaximumAttributes)
                {
                    throw new EncodingException("name has too many parts", start);
                }

                if (part.Length > 0)
                {
                    part.Append('+');
                }

                AppendAttribute(part, set.EnterSequence());
            }
            while (!set.AtEnd);

            text = text.Length == 0 ? part.ToString() : part.Append(',').Append(text).ToString();
        }

        return text;
    }

    private static void AppendAttribute(StringBuilder text, DerReader attribute)
    {
        string oid = attribute.ReadOid();
        string name = ShortName(oid);
        text.Append(name ?? Oid.ToDotted(oid));
        text.Append('=');
        int tag = attribute.PeekTag();
        if (name != null && tag is DerTag.Utf8String or DerTag.PrintableString or DerTag.Ia5String or DerTag.TeletexString or DerTag.BmpString)
        {
            byte[] content = attribute.ReadContent(tag);
            if (tag == DerTag.Utf8String)
            {
                AppendUtf8(text, content);
            }
            else
            {
                AppendFixedWidth(text, content, tag == DerTag.BmpString ? 2 : 1);
            }
        }
        else
        {
            byte[] encoded = attribute.ReadEncoded();
            text.Append('#');
            text.Append(Oid.ToHex(encoded, 0, encoded.Length));
        }

        attribute.End();
    }

    /// <summary>The names of RFC 4514, 3, and the e-mail address, which old certificates have.</summary>
    private static string ShortName(string oid)
    {
        switch (oid)
        {
            case "550403": return "CN";
            case "550406": return "C";
            case "550407": return "L";
            case "550408": return "ST";
            case "550409": return "STREET";
            case "55040A": return "O";
            case "55040B": return "OU";
            case "550405": return "serialNumber";
            case "0992268993F22C640119": return "DC";
            case "0992268993F22C640101": return "UID";
            case "2A864886F70D010901": return "emailAddress";
            default: return null;
        }
    }

    private static void AppendUtf8(StringBuilder text, byte[] content)
    {
        int i = 0;
        while (i < content.Length)
        {
            int first = content[i];
            int length = first < 0x80 ? 1 : first is >= 0xC2 and <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : 0;
            int character = length == 1 ? first : length == 2 ? first & 0x1F : first & 0x0F;
            bool good = length > 0 && length <= content.Length - i;
            for (int k = 1; good && k < length; k++)
            {
                character = (character << 6) | (content[i + k] & 0x3F);
                good = (content[i + k] & 0xC0) == 0x80;
            }

            // Three bytes for what fits in two, and surrogates, are not UTF-8.
            if (good && (length < 3 || (character >= 0x800 && character is < 0xD800 or > 0xDFFF)))
            {
                Append(text, character, i == 0, i + length == content.Length);
                i += length;
            }
            else
            {
                AppendEscaped(text, first);
                i++;
            }
        }
    }

    private static void AppendFixedWidth(StringBuilder text, byte[] content, int width)
    {
        for (int i = 0; i < content.Length; i += width)
        {
            int character = width == 2 && i + 1 < content.Length ? (content[i] << 8) | content[i + 1] : content[i];
            Append(text, character, i == 0, i + width >= content.Length);
        }
    }

    private static void Append(StringBuilder text, int character, bool first, bool last)
    {
        if (character is < 0x20 or (>= 0x7F and < 0xA0) or (>= 0x2000 and <= 0x206F) or (>= 0xD800 and <= 0xF8FF) or >= 0xFE00)
        {
            // Control characters, those that turn the direction of text, halves of pairs, private use: as the bytes of their UTF-8.
            if (character < 0x80)
            {
                AppendEscaped(text, character);
            }
            else if (character < 0x800)
            {
                AppendEscaped(text, 0xC0 | (character >> 6));
                AppendEscaped(text, 0x80 | (character & 0x3F));
            }
            else
            {
                AppendEscaped(text, 0xE0 | (character >> 12));
                AppendEscaped(text, 0x80 | ((character >> 6) & 0x3F));
                AppendEscaped(text, 0x80 | (character & 0x3F));
            }

            return;
        }

        if (character is '"' or '+' or ',' or ';' or '<' or '>' or '\\' || (character == ' ' && (first || last)) || (character == '#' && first))
        {
            text.Append('\\');
        }

        text.Append((char)character);
    }

    private static void AppendEscaped(StringBuilder text, int value)
    {
        byte[] one = new byte[] { (byte)value };
        text.Append('\\');
        text.Append(Oid.ToHex(one, 0, 1));
    }
}
