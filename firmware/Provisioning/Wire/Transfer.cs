using System;
using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>A key or certificates on their way in: pasted line by line, or in chunks with a length and a checksum.</summary>
public sealed class Transfer
{
    /// <summary>Bytes of the longest content.</summary>
    public const int Capacity = 8192;

    private const int Step = 1024;

    private readonly int _expected;
    private readonly uint _checksum;
    private byte[] _content;
    private bool _failed;

    private Transfer(string kind, int expected, uint checksum)
    {
        Kind = kind;
        _expected = expected;
        _checksum = checksum;
        _content = new byte[expected < 0 ? Step : expected];
    }

    /// <summary>What is coming: one of the words of <c>import</c>.</summary>
    public string Kind { get; }

    /// <summary>Whether it is pasted.</summary>
    public bool IsPasted => _expected < 0;

    /// <summary>Bytes that are there.</summary>
    public int Received { get; private set; }

    /// <summary>Whether all chunks are there.</summary>
    public bool IsComplete => Received == _expected;

    /// <summary>Starts a paste.</summary>
    /// <param name="kind">What is coming.</param>
    public static Transfer Paste(string kind) => new Transfer(kind, -1, 0);

    /// <summary>Starts a transfer in chunks.</summary>
    /// <param name="kind">What is coming.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="checksum">Its CRC-32.</param>
    /// <exception cref="ConsoleException">There is nothing to come, or too much.</exception>
    public static Transfer Chunks(string kind, int length, uint checksum) => length is > 0 and <= Capacity
        ? new Transfer(kind, length, checksum)
        : throw new ConsoleException(ErrorCode.Usage, "length is 1 to " + Capacity.ToString());

    /// <summary>Whether a transfer is the same again: then it goes on where it stopped.</summary>
    /// <param name="kind">What is coming.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="checksum">Its CRC-32.</param>
    public bool IsSame(string kind, int length, uint checksum) => kind == Kind && length == _expected && checksum == _checksum;

    /// <summary>Takes a pasted line. One that is unfit is remembered until the end, lest the rest of a key be taken for commands.</summary>
    /// <param name="line">The line.</param>
    public void AddLine(LineReader line)
    {
        _failed |= line.IsNoise || line.IsTooLong || Received + line.Length + 1 > Capacity;
        if (_failed)
        {
            return;
        }

        if (Received + line.Length + 1 > _content.Length)
        {
            byte[] longer = new byte[_content.Length + Step];
            Array.Copy(_content, 0, longer, 0, Received);
            Array.Clear(_content, 0, Received);
            _content = longer;
        }

        Array.Copy(line.Line, 0, _content, Received, line.Length);
        _content[Received + line.Length] = (byte)'\n';
        Received += line.Length + 1;
    }

    /// <summary>Takes a chunk. One that is there already may come again.</summary>
    /// <param name="offset">Where it begins.</param>
    /// <param name="chunk">The bytes.</param>
    /// <exception cref="ConsoleException">It is not the next, differs from what is there, or is too long.</exception>
    public void AddChunk(int offset, byte[] chunk)
    {
        bool isAgain = offset + chunk.Length <= Received;
        for (int i = 0; i < chunk.Length && isAgain; i++)
        {
            isAgain = chunk[i] == _content[offset + i];
        }

        if (isAgain)
        {
            return;
        }

        if (offset != Received || offset + chunk.Length > _expected)
        {
            throw new ConsoleException(ErrorCode.Offset, "next is " + Received.ToString());
        }

        Array.Copy(chunk, 0, _content, offset, chunk.Length);
        Received += chunk.Length;
    }

    /// <summary>The whole content, checked.</summary>
    /// <returns>A new array, which the caller clears.</returns>
    /// <exception cref="ConsoleException">Something was lost on the way.</exception>
    public byte[] GetContent()
    {
        if (_failed)
        {
            throw new ConsoleException(ErrorCode.Line, "a pasted line was damaged, or all too long: nothing was imported");
        }

        if (!IsPasted && Crc32.Update(0, _content, 0, Received) != _checksum)
        {
            throw new ConsoleException(ErrorCode.Checksum, "content damaged: send it again");
        }

        byte[] content = new byte[Received];
        Array.Copy(_content, 0, content, 0, Received);
        return content;
    }

    /// <summary>Fills what came with zeros.</summary>
    public void Clear() => Array.Clear(_content, 0, _content.Length);
}
