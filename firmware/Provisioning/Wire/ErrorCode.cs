namespace NfToken.Provisioning;

/// <summary>What stands after <c>ERR</c>: words that a program can tell apart (PROTOCOL.md).</summary>
public static class ErrorCode
{
    /// <summary>The line's checksum is not that of the line: send it again.</summary>
    public const string Checksum = "crc";

    /// <summary>The line has more bytes than <see cref="LineReader.Capacity"/>, or a quote that does not end.</summary>
    public const string Line = "line";

    /// <summary>The line has bytes that are no printable ASCII.</summary>
    public const string Noise = "noise";

    /// <summary>There is no such command.</summary>
    public const string Unknown = "unknown";

    /// <summary>Arguments are missing, too many or make no sense.</summary>
    public const string Usage = "usage";

    /// <summary>The board is locked.</summary>
    public const string Locked = "locked";

    /// <summary>No such object, key or setting.</summary>
    public const string Missing = "missing";

    /// <summary>The command does not fit what went before.</summary>
    public const string State = "state";

    /// <summary>The chunk is not the next one; the text ends with the offset that is.</summary>
    public const string Offset = "offset";

    /// <summary>A key or certificate cannot be read.</summary>
    public const string Encoding = "encoding";

    /// <summary>Key and certificate, or certificate and issuer, do not belong together.</summary>
    public const string Mismatch = "mismatch";

    /// <summary>The store has no room.</summary>
    public const string Full = "full";

    /// <summary>The store failed.</summary>
    public const string Store = "store";

    /// <summary>The token refused; the text has its CKR_ name.</summary>
    public const string Token = "token";

    /// <summary>There is no randomness to be had.</summary>
    public const string Random = "random";

    /// <summary>The board has not enough memory.</summary>
    public const string Memory = "memory";

    /// <summary>A test or a connection failed.</summary>
    public const string Failed = "failed";
}
