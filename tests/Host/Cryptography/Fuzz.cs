using NfToken.Cryptography;

namespace NfToken.Tests.Host.Cryptography;

/// <summary>Damages good input in many ways and demands that a decoder either takes it or throws its one documented exception.</summary>
internal static class Fuzz
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x83, 0x84, 0x88, 0xFF, 0x30, 0x31, 0x02, 0x03, 0x04, 0x05, 0x06, 0xA0, 0xA1, 0xA3, 0x1F, 0x2D];

    // What a decoder may allocate: copies of its input, the text of a name, numbers of a fixed size, an exception with its trace.
    private const long AllocatedAlways = 50_000;
    private const long AllocatedPerByte = 50;

    /// <summary>Tries many damaged inputs.</summary>
    /// <returns>How many were taken all the same, and the most bytes that one allocated.</returns>
    public static (int Taken, long Memory) Each(Random random, byte[][] good, int times, Action<byte[]> decode)
    {
        int taken = 0;
        long most = 0;
        for (int i = 0; i < times; i++)
        {
            (bool isTaken, long memory) = Try(Damage(random, good[random.Next(good.Length)]), decode);
            taken += isTaken ? 1 : 0;
            most = Math.Max(most, memory);
        }

        return (taken, most);
    }

    /// <summary>Tries one input.</summary>
    /// <returns>Whether it was taken, and how many bytes were allocated.</returns>
    public static (bool Taken, long Memory) Try(byte[] input, Action<byte[]> decode)
    {
        byte[] copy = (byte[])input.Clone();
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool taken = false;
        try
        {
            decode(copy);
            taken = true;
        }
        catch (EncodingException)
        {
        }
        catch (Exception other)
        {
            throw new InvalidOperationException($"{Head(input)}: {other.GetType().Name}", other);
        }

        long memory = GC.GetAllocatedBytesForCurrentThread() - before;
        return memory <= AllocatedAlways + (AllocatedPerByte * input.Length)
            ? (taken, memory)
            : throw new InvalidOperationException($"{Head(input)}: {memory} bytes allocated");
    }

    private static string Head(byte[] input) => Convert.ToHexString(input, 0, Math.Min(input.Length, 5000));

    private static byte[] Damage(Random random, byte[] good)
    {
        byte[] input = (byte[])good.Clone();
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(input.Length);
            switch (random.Next(6))
            {
                case 0:
                    input[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    input[at] = Telling[random.Next(Telling.Length)];
                    break;
                case 2:
                    input = [.. input[..at], .. input[Math.Min(input.Length, at + random.Next(1, 9))..], 0];
                    break;
                case 3:
                    input = [.. input[..at], Telling[random.Next(Telling.Length)], .. input[at..]];
                    break;
                case 4:
                    input = [.. input[..(at + 1)]];
                    break;
                default:
                    // The head of the file, where lengths and tags are dense.
                    input[random.Next(Math.Min(input.Length, 40))] = (byte)random.Next(256);
                    break;
            }
        }

        return input;
    }
}
