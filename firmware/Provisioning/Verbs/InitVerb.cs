using System;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>
/// <c>init</c>: C_InitToken, which destroys the token's objects, and then the end of the lock. In this order: where power fails in between, the keys are gone and the
/// board is still locked.
/// </summary>
internal static class InitVerb
{
    public static void Run(ConsoleContext context, CommandLine line, Answer answer)
    {
        line.Expect(3, 3, "init BOARD LABEL SO-PIN");
        context.ExpectDeviceId(line, 1);
        byte[] pin = line.GetBytes(3);
        try
        {
            context.CloseSession();
            uint rv = context.Parts.Token.C_InitToken(CK.SlotId, pin, line.GetBytes(2));
            if (rv != CKR.CKR_OK)
            {
                throw new CryptokiException(rv, "init", context.Parts.Token.LastStoreError);
            }
        }
        finally
        {
            Array.Clear(pin, 0, pin.Length);
        }

        BoardLock.Remove(context.Parts.Store);
        answer.Result = "initialised";
    }
}
