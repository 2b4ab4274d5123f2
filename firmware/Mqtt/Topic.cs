namespace NfToken.Mqtt;

/// <summary>Topic names and filters (section 4.7).</summary>
internal static class Topic
{
    private const int Slash = '/';
    private const int Plus = '+';
    private const int Hash = '#';

    /// <summary>Whether bytes are a topic name: UTF-8, not empty, no wildcards.</summary>
    public static bool IsName(byte[] buffer, int offset, int count)
    {
        if (count == 0 || !Utf8.IsValid(buffer, offset, count))
        {
            return false;
        }

        for (int end = offset + count; offset < end; offset++)
        {
            int letter = buffer[offset];
            if (letter == Plus || letter == Hash)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Encodes a topic name.</summary>
    /// <exception cref="MqttException"><see cref="MqttError.Argument"/>.</exception>
    public static byte[] EncodeName(string name)
    {
        byte[] bytes = Utf8.Encode(name ?? "", "topic");
        if (!IsName(bytes, 0, bytes.Length))
        {
            throw new MqttException(MqttError.Argument, "topic: empty or has a wildcard");
        }

        return bytes;
    }

    /// <summary>Encodes a topic filter: <c>+</c> takes a whole level, <c>#</c> the whole last one (section 4.7.1).</summary>
    /// <exception cref="MqttException"><see cref="MqttError.Argument"/>.</exception>
    public static byte[] EncodeFilter(string filter)
    {
        byte[] bytes = Utf8.Encode(filter ?? "", "filter");
        bool isValid = bytes.Length > 0;
        int last = bytes.Length - 1;
        for (int i = 0; i <= last; i++)
        {
            int letter = bytes[i];
            if (letter == Plus || letter == Hash)
            {
                isValid &= (i == 0 || bytes[i - 1] == Slash) && (i == last || (letter == Plus && bytes[i + 1] == Slash));
            }
        }

        if (!isValid)
        {
            throw new MqttException(MqttError.Argument, "filter: empty or misplaced wildcard");
        }

        return bytes;
    }
}
