using System;
using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>Digests, signatures, verifications and random numbers (PKCS #11 v2.40, 5.10 to 5.12 and 5.15).</summary>
internal static unsafe class CryptographicFunctions
{
    /// <summary>Parts go to the token in pieces of this size, so that no copy is larger.</summary>
    private const int Piece = 1 << 16;

    private delegate uint Whole(uint session, byte[] data, int offset, int count, byte[]? answer, ref uint length);

    private delegate uint Take(uint session, byte[] part, int offset, int count);

    private delegate uint Last(uint session, byte[]? answer, ref uint length);

    /// <summary>C_Digest(hSession, pData, ulDataLen, pDigest, pulDigestLen).</summary>
    public static uint Digest(Token token, nuint* a) => AtOnce(token.C_Digest, a);

    /// <summary>C_DigestUpdate(hSession, pPart, ulPartLen).</summary>
    public static uint DigestUpdate(Token token, nuint* a) => Update(token.C_DigestUpdate, a);

    /// <summary>C_DigestFinal(hSession, pDigest, pulDigestLen).</summary>
    public static uint DigestFinal(Token token, nuint* a) => End(token.C_DigestFinal, a);

    /// <summary>C_Sign(hSession, pData, ulDataLen, pSignature, pulSignatureLen).</summary>
    public static uint Sign(Token token, nuint* a) => AtOnce(token.C_Sign, a);

    /// <summary>C_SignUpdate(hSession, pPart, ulPartLen).</summary>
    public static uint SignUpdate(Token token, nuint* a) => Update(token.C_SignUpdate, a);

    /// <summary>C_SignFinal(hSession, pSignature, pulSignatureLen).</summary>
    public static uint SignFinal(Token token, nuint* a) => End(token.C_SignFinal, a);

    /// <summary>C_Verify(hSession, pData, ulDataLen, pSignature, ulSignatureLen).</summary>
    public static uint Verify(Token token, nuint* a)
    {
        byte[] data = Memory.Read(a[1], a[2]);
        return token.C_Verify(Word.ToHandle(a[0]), data, 0, data.Length, Memory.Read(a[3], a[4]));
    }

    /// <summary>C_VerifyUpdate(hSession, pPart, ulPartLen).</summary>
    public static uint VerifyUpdate(Token token, nuint* a) => Update(token.C_VerifyUpdate, a);

    /// <summary>C_SeedRandom(hSession, pSeed, ulSeedLen).</summary>
    public static uint SeedRandom(Token token, nuint* a) => token.C_SeedRandom(Word.ToHandle(a[0]), Memory.Read((nuint)Memory.Need(a[1]), a[2]));

    /// <summary>C_GenerateRandom(hSession, pRandomData, ulRandomLen).</summary>
    public static uint GenerateRandom(Token token, nuint* a)
    {
        nuint place = (nuint)Memory.Need(a[1]);
        nuint left = a[2];
        byte[] piece = new byte[(int)Math.Min(left, Piece)];
        uint rv;
        do
        {
            int count = (int)Math.Min(left, (nuint)piece.Length);
            rv = token.C_GenerateRandom(Word.ToHandle(a[0]), piece, 0, count);
            if (rv == CKR.CKR_OK)
            {
                Memory.Write(piece, count, place);
                place += (nuint)count;
                left -= (nuint)count;
            }
        }
        while (rv == CKR.CKR_OK && left > 0);

        Array.Clear(piece);
        return rv;
    }

    private static uint AtOnce(Whole whole, nuint* a)
    {
        nuint* length = Memory.Need(a[4]);
        byte[] data = Memory.Read(a[1], a[2]);
        byte[]? answer = Memory.MakeBuffer(a[3], *length);
        uint count = Room(answer);
        uint rv = whole(Word.ToHandle(a[0]), data, 0, data.Length, answer, ref count);
        return Tell(rv, answer, count, a[3], length);
    }

    private static uint Update(Take take, nuint* a)
    {
        uint session = Word.ToHandle(a[0]);
        nuint place = a[1];
        nuint left = a[2];
        uint rv;
        do
        {
            byte[] piece = Memory.Read(place, Math.Min(left, Piece));
            rv = take(session, piece, 0, piece.Length);
            place += (nuint)piece.Length;
            left -= (nuint)piece.Length;
        }
        while (rv == CKR.CKR_OK && left > 0);

        return rv;
    }

    private static uint End(Last last, nuint* a)
    {
        nuint* length = Memory.Need(a[2]);
        byte[]? answer = Memory.MakeBuffer(a[1], *length);
        uint count = Room(answer);
        uint rv = last(Word.ToHandle(a[0]), answer, ref count);
        return Tell(rv, answer, count, a[1], length);
    }

    private static uint Room(byte[]? buffer) => buffer == null ? 0 : (uint)buffer.Length;

    private static uint Tell(uint rv, byte[]? answer, uint count, nuint pointer, nuint* length)
    {
        if (rv is CKR.CKR_OK or CKR.CKR_BUFFER_TOO_SMALL)
        {
            *length = count;
            if (rv == CKR.CKR_OK && answer != null)
            {
                Memory.Write(answer, (int)count, pointer);
            }
        }

        return rv;
    }
}
