using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NfToken.Cryptography;

/// <content>
/// The compression of Sha256.Compress.cs for a PC's compiler, which has registers for the state only: the message schedule stands in an array.
/// </content>
public sealed partial class Sha256
{
    /// <summary>FIPS 180-4, 4.2.2.</summary>
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
        0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
        0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
        0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
        0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
        0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
        0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
        0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
    ];

    /// <summary>FIPS 180-4, 6.2.2, for one block.</summary>
    private static void Compress(uint[] state, byte[] data, int offset)
    {
        Span<uint> w = stackalloc uint[16];
        ReadOnlySpan<byte> block = data.AsSpan(offset, BlockLength);
        for (int i = 0; i < w.Length; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block.Slice(4 * i, 4));
        }

        uint h = state[7];
        uint g = state[6];
        uint f = state[5];
        uint e = state[4];
        uint d = state[3];
        uint c = state[2];
        uint b = state[1];
        uint a = state[0];
        for (int i = 0; i < 64; i += 16)
        {
            ReadOnlySpan<uint> k = RoundConstants.Slice(i, 16);
            if (i > 0)
            {
                Schedule(w);
            }

            Round(a, b, c, ref d, e, f, g, ref h, k[0] + w[0]);
            Round(h, a, b, ref c, d, e, f, ref g, k[1] + w[1]);
            Round(g, h, a, ref b, c, d, e, ref f, k[2] + w[2]);
            Round(f, g, h, ref a, b, c, d, ref e, k[3] + w[3]);
            Round(e, f, g, ref h, a, b, c, ref d, k[4] + w[4]);
            Round(d, e, f, ref g, h, a, b, ref c, k[5] + w[5]);
            Round(c, d, e, ref f, g, h, a, ref b, k[6] + w[6]);
            Round(b, c, d, ref e, f, g, h, ref a, k[7] + w[7]);
            Round(a, b, c, ref d, e, f, g, ref h, k[8] + w[8]);
            Round(h, a, b, ref c, d, e, f, ref g, k[9] + w[9]);
            Round(g, h, a, ref b, c, d, e, ref f, k[10] + w[10]);
            Round(f, g, h, ref a, b, c, d, ref e, k[11] + w[11]);
            Round(e, f, g, ref h, a, b, c, ref d, k[12] + w[12]);
            Round(d, e, f, ref g, h, a, b, ref c, k[13] + w[13]);
            Round(c, d, e, ref f, g, h, a, ref b, k[14] + w[14]);
            Round(b, c, d, ref e, f, g, h, ref a, k[15] + w[15]);
        }

        state[7] += h;
        state[6] += g;
        state[5] += f;
        state[4] += e;
        state[3] += d;
        state[2] += c;
        state[1] += b;
        state[0] += a;
        w.Clear();
    }

    /// <summary>The next 16 words of the schedule in place of the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Schedule(Span<uint> w)
    {
        for (int i = 0; i < 16; i++)
        {
            uint before = w[(i + 1) & 15];
            uint last = w[(i + 14) & 15];
            w[i] += (BitOperations.RotateRight(before, 7) ^ BitOperations.RotateRight(before, 18) ^ (before >> 3)) + w[(i + 9) & 15]
                + (BitOperations.RotateRight(last, 17) ^ BitOperations.RotateRight(last, 19) ^ (last >> 10));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint word)
    {
        uint sum = h + word + (g ^ (e & (f ^ g))) + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
        d += sum;
        h = sum + (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22)) + ((a & b) | (c & (a | b)));
    }
}
