using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal.Storage;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Storage;

namespace NfToken.Tests.Footprint;

/// <summary>
/// Tells how many bytes of RAM a program leaves that has a token with the six provisioned objects in a log on flash, a generator and P-256, and the most it
/// needs during a signature.
/// </summary>
public static class Program
{
    private const int Step = 128;
    private const int MostForSignature = 64 * 1024;

    public static void Main()
    {
        Tell("loaded", Free());

        // The flash itself is no RAM on a board.
        RamFlash flash = new RamFlash(4, 4096, 1, true);
        uint before = Free();
        Provision(flash);
        Token token = Start(flash);
        uint rest = Free();
        Tell("rest", before - rest);
        MeasureSignature(token, rest);
    }

    private static void Provision(RamFlash flash)
    {
        Token token = MakeToken(FlashStore.Format(flash));
        TokenSession session = TokenSession.Open(token, true);
        SixObjects.CreateIn(session);
        session.Dispose();
        token.C_Finalize(null);
    }

    private static Token Start(RamFlash flash)
    {
        Token token = MakeToken(FlashStore.Open(flash));
        TokenSession session = TokenSession.Open(token, true);
        if (session.FindObjects(null).Length != SixObjects.Count)
        {
            throw new Exception("objects");
        }

        session.Dispose();
        return token;
    }

    private static Token MakeToken(FlashStore store)
    {
        Token token = new Token(new TokenParts(store) { Random = new RandomGenerator([new StandInNoise()], store, null, null) });
        uint rv = token.C_Initialize(null);
        return rv == CKR.CKR_OK ? token : throw new CryptokiException(rv, "initialize", null);
    }

    /// <summary>
    /// Fills the RAM but for a little, tries to sign, and gives more until it works. What an attempt that failed has left in RAM (tables, working memory) counts.
    /// </summary>
    private static void MeasureSignature(Token token, uint rest)
    {
        for (int room = Step; room < MostForSignature; room += Step)
        {
            TokenSession session = TokenSession.Open(token, false);
            uint key = session.FindObject(CKO.CKO_PRIVATE_KEY, SixObjects.KeyLabel);
            uint free = Free();
            bool signed = SignsWithin(session, key, (int)free - room);
            session.Dispose();
            if (signed)
            {
                Tell("signature", rest - free + (uint)room);
                return;
            }
        }

        Console.WriteLine("no signature");
    }

    private static bool SignsWithin(TokenSession session, uint key, int ballast)
    {
        byte[] filling = null;
        try
        {
            filling = new byte[ballast];
            byte[] signature = session.Sign(new CkMechanism(CKM.CKM_ECDSA), key, new byte[32]);
            return signature.Length == 64 && filling[0] == 0;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static uint Free() => nanoFramework.Runtime.Native.GC.Run(true);

    private static void Tell(string name, uint value) => Console.WriteLine("Figure," + name + "," + value.ToString());
}
