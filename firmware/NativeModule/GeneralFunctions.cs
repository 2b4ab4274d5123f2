using System;
using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>Functions for library, slot, token and session (PKCS #11 v2.40, 5.4 to 5.6).</summary>
internal static unsafe class GeneralFunctions
{
    private delegate uint List(uint[]? list, ref uint count);

    /// <summary>C_GetInfo(pInfo).</summary>
    public static uint GetInfo(Token token, nuint* a)
    {
        nuint place = (nuint)Memory.Need(a[0]);
        uint rv = token.C_GetInfo(out var info);
        if (rv == CKR.CKR_OK)
        {
            Structures.Write(info, place);
        }

        return rv;
    }

    /// <summary>C_GetSlotList(tokenPresent, pSlotList, pulCount); the first is a CK_BBOOL.</summary>
    public static uint GetSlotList(Token token, nuint* a)
    {
        bool isPresent = (byte)a[0] != 0;
        return WriteList((uint[]? list, ref uint count) => token.C_GetSlotList(isPresent, list, ref count), a[1], Memory.Need(a[2]));
    }

    /// <summary>C_GetSlotInfo(slotID, pInfo).</summary>
    public static uint GetSlotInfo(Token token, nuint* a)
    {
        nuint place = (nuint)Memory.Need(a[1]);
        uint rv = token.C_GetSlotInfo(Word.ToHandle(a[0]), out var info);
        if (rv == CKR.CKR_OK)
        {
            Structures.Write(info, place);
        }

        return rv;
    }

    /// <summary>C_GetTokenInfo(slotID, pInfo).</summary>
    public static uint GetTokenInfo(Token token, nuint* a)
    {
        nuint place = (nuint)Memory.Need(a[1]);
        uint rv = token.C_GetTokenInfo(Word.ToHandle(a[0]), out var info);
        if (rv == CKR.CKR_OK)
        {
            Structures.Write(info, place);
        }

        return rv;
    }

    /// <summary>C_GetMechanismList(slotID, pMechanismList, pulCount).</summary>
    public static uint GetMechanismList(Token token, nuint* a)
    {
        uint slot = Word.ToHandle(a[0]);
        return WriteList((uint[]? list, ref uint count) => token.C_GetMechanismList(slot, list, ref count), a[1], Memory.Need(a[2]));
    }

    /// <summary>C_GetMechanismInfo(slotID, type, pInfo).</summary>
    public static uint GetMechanismInfo(Token token, nuint* a)
    {
        nuint place = (nuint)Memory.Need(a[2]);
        uint rv = token.C_GetMechanismInfo(Word.ToHandle(a[0]), Word.ToCode(a[1]), out var info);
        if (rv == CKR.CKR_OK)
        {
            Structures.Write(info, place);
        }

        return rv;
    }

    /// <summary>C_OpenSession(slotID, flags, pApplication, Notify, phSession). Notify is never called.</summary>
    public static uint OpenSession(Token token, nuint* a)
    {
        nuint* place = Memory.Need(a[4]);
        uint rv = token.C_OpenSession(Word.ToHandle(a[0]), Word.ToCode(a[1]), out uint session);
        if (rv == CKR.CKR_OK)
        {
            *place = session;
        }

        return rv;
    }

    /// <summary>C_GetSessionInfo(hSession, pInfo).</summary>
    public static uint GetSessionInfo(Token token, nuint* a)
    {
        nuint place = (nuint)Memory.Need(a[1]);
        uint rv = token.C_GetSessionInfo(Word.ToHandle(a[0]), out var info);
        if (rv == CKR.CKR_OK)
        {
            Structures.Write(info, place);
        }

        return rv;
    }

    private static uint WriteList(List tell, nuint pointer, nuint* count)
    {
        const int Most = 256;
        nuint* place = pointer == 0 ? null : Memory.Need(pointer);
        uint[]? list = place == null ? null : new uint[(int)Math.Min(*count, Most)];
        uint length = list == null ? 0 : (uint)list.Length;
        uint rv = tell(list, ref length);
        if (rv is CKR.CKR_OK or CKR.CKR_BUFFER_TOO_SMALL)
        {
            for (uint i = 0; list != null && rv == CKR.CKR_OK && i < length; i++)
            {
                place[i] = list[i];
            }

            *count = length;
        }

        return rv;
    }
}
