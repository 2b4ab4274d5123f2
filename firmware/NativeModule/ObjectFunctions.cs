using System;
using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>Object management functions (PKCS #11 v2.40, 5.7).</summary>
internal static unsafe class ObjectFunctions
{
    /// <summary>C_CreateObject(hSession, pTemplate, ulCount, phObject).</summary>
    public static uint CreateObject(Token token, nuint* a)
    {
        nuint* place = Memory.Need(a[3]);
        CkAttribute[] template = Attributes.Read(a[1], a[2]);
        try
        {
            return Tell(token.C_CreateObject(Word.ToHandle(a[0]), template, out uint handle), handle, place);
        }
        finally
        {
            Attributes.Clear(template);
        }
    }

    /// <summary>C_CopyObject(hSession, hObject, pTemplate, ulCount, phNewObject).</summary>
    public static uint CopyObject(Token token, nuint* a)
    {
        nuint* place = Memory.Need(a[4]);
        return Tell(token.C_CopyObject(Word.ToHandle(a[0]), Word.ToHandle(a[1]), Attributes.Read(a[2], a[3]), out uint handle), handle, place);
    }

    /// <summary>C_GetObjectSize(hSession, hObject, pulSize).</summary>
    public static uint GetObjectSize(Token token, nuint* a)
    {
        nuint* place = Memory.Need(a[2]);
        uint rv = token.C_GetObjectSize(Word.ToHandle(a[0]), Word.ToHandle(a[1]), out uint size);
        if (rv == CKR.CKR_OK)
        {
            *place = Word.FromNumber(size);
        }

        return rv;
    }

    /// <summary>C_GetAttributeValue(hSession, hObject, pTemplate, ulCount).</summary>
    public static uint GetAttributeValue(Token token, nuint* a)
    {
        CkAttribute[] template = Attributes.ReadQuestions(a[2], a[3]);
        uint rv = token.C_GetAttributeValue(Word.ToHandle(a[0]), Word.ToHandle(a[1]), template);
        if (rv is CKR.CKR_OK or CKR.CKR_ATTRIBUTE_SENSITIVE or CKR.CKR_ATTRIBUTE_TYPE_INVALID or CKR.CKR_BUFFER_TOO_SMALL)
        {
            Attributes.WriteAnswers(template, a[2]);
        }

        return rv;
    }

    /// <summary>C_SetAttributeValue(hSession, hObject, pTemplate, ulCount).</summary>
    public static uint SetAttributeValue(Token token, nuint* a) =>
        token.C_SetAttributeValue(Word.ToHandle(a[0]), Word.ToHandle(a[1]), Attributes.Read(a[2], a[3]));

    /// <summary>C_FindObjectsInit(hSession, pTemplate, ulCount).</summary>
    public static uint FindObjectsInit(Token token, nuint* a) => token.C_FindObjectsInit(Word.ToHandle(a[0]), Attributes.Read(a[1], a[2]));

    /// <summary>C_FindObjects(hSession, phObject, ulMaxObjectCount, pulObjectCount).</summary>
    public static uint FindObjects(Token token, nuint* a)
    {
        const int Most = 256;
        nuint* count = Memory.Need(a[3]);
        nuint* place = Memory.Need(a[1]);
        uint session = Word.ToHandle(a[0]);
        uint[] found = new uint[(int)Math.Min(a[2], Most)];
        nuint left = a[2];
        nuint total = 0;
        uint rv;
        uint some;
        do
        {
            uint wanted = (uint)Math.Min(left, (nuint)found.Length);
            rv = token.C_FindObjects(session, found, wanted, out some);
            for (uint i = 0; rv == CKR.CKR_OK && i < some; i++)
            {
                place[total++] = found[i];
            }

            left -= some;
        }
        while (rv == CKR.CKR_OK && left > 0 && some > 0);

        if (rv == CKR.CKR_OK)
        {
            *count = total;
        }

        return rv;
    }

    /// <summary>Writes a handle, or none where there is none.</summary>
    /// <param name="rv">CKR_*.</param>
    /// <param name="handle">The handle.</param>
    /// <param name="place">Where it goes.</param>
    /// <returns>CKR_*.</returns>
    public static uint Tell(uint rv, uint handle, nuint* place)
    {
        if (rv == CKR.CKR_OK)
        {
            *place = handle;
        }

        return rv;
    }
}
