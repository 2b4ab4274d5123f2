using System.Text;

namespace NfToken.Mqtt;

/// <summary>UTF-8 as MQTT wants it (section 1.5.3): well-formed, no surrogates, no U+0000.</summary>
internal static class Utf8
{
    /// <summary>Whether bytes are such text (Unicode 15, table 3-7).</summary>
    public static bool IsValid(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        while (offset < end)
        {
            int first = buffer[offset++];
            if (first < 0x80)
            {
                if (first == 0)
                {
                    return false;
                }

                continue;
            }

            if (first < 0xC2 || first > 0xF4)
            {
                return false;
            }

            int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
            if (end - offset < more)
            {
                return false;
            }

            int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            int second = buffer[offset];
            if (second < lowest || second > highest)
            {
                return false;
            }

            for (int i = 1; i < more; i++)
            {
                if ((buffer[offset + i] & 0xC0) != 0x80)
                {
                    return false;
                }
            }

            offset += more;
        }

        return true;
    }

    /// <summary>Encodes a string for a field of a packet: 65535 bytes at the most.</summary>
    /// <param name="text">The string, not null.</param>
    /// <param name="name">What it is, for the error.</param>
    /// <exception cref="MqttException"><see cref="MqttError.Argument"/>.</exception>
    public static byte[] Encode(string text, string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0xFFFF || !IsValid(bytes, 0, bytes.Length))
        {
            throw new MqttException(MqttError.Argument, name + ": too long or not UTF-8");
        }

        return bytes;
    }
}
