using NfToken.Cryptoki;

namespace NfToken.NativeModule;

/// <summary>CK_C_INITIALIZE_ARGS of C: four functions for mutexes, flags, a reserved pointer.</summary>
internal static unsafe class InitializeArguments
{
    /// <summary>Reads the structure.</summary>
    /// <param name="pointer">The structure, or null.</param>
    public static CkInitializeArgs? Read(nuint pointer)
    {
        if (pointer == 0)
        {
            return null;
        }

        nuint* words = Memory.Need(pointer);
        int functions = 0;
        for (int i = 0; i < 4; i++)
        {
            functions += words[i] != 0 ? 1 : 0;
        }

        return functions is 0 or 4
            ? new CkInitializeArgs { HasMutexFunctions = functions == 4, Flags = Word.ToCode(words[4]), HasReserved = words[5] != 0 }
            : throw new BadArgumentException(CKR.CKR_ARGUMENTS_BAD);
    }
}
