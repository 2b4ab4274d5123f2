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
            Check(context, session.Token.C_Logout(session.Handle), CKR.CKR_USER_NOT_LOGGED_IN, "logout");
            return;
        }

        line.Expect(1, 1, "login PIN");
        byte[] pin = line.GetBytes(1);
        try
        {
            Check(context, session.Token.C_Login(session.Handle, CKU.CKU_USER, pin), CKR.CKR_USER_ALREADY_LOGGED_IN, "login");
        }
        finally
        {
            Array.Clear(pin, 0, pin.Length);
        }
    }

    // A command may come twice.
    private static void Check(ConsoleContext context, uint rv, uint again, string what)
    {
        if (rv != CKR.CKR_OK && rv != again)
        {
            throw new CryptokiException(rv, what, context.Parts.Token.LastStoreError);
        }
    }
}
