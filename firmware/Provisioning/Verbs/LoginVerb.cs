using System;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary><c>login</c> and <c>logout</c>, for tokens whose private objects want a PIN.</summary>
internal static class LoginVerb
{
    public static void Run(ConsoleContext context, CommandLine line)
    {
        TokenSession session = context.Session;
        if (line.Is(0, "logout"))
        {
            line.Expect(0, 0, "logout");
            Check(context, session.Token.C_Logout(session.Handle), "logout");
            return;
        }

        line.Expect(1, 1, "login PIN");
        byte[] pin = line.GetBytes(1);
        try
        {
            Check(context, session.Token.C_Login(session.Handle, CKU.CKU_USER, pin), "login");
        }
        finally
        {
            Array.Clear(pin, 0, pin.Length);
        }
    }

    private static void Check(ConsoleContext context, uint rv, string what)
    {
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, what, context.Parts.Token.LastStoreError);
        }
    }
}
