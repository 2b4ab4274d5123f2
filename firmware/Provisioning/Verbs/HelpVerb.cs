namespace NfToken.Provisioning;

/// <summary><c>help</c>: one line a command.</summary>
internal static class HelpVerb
{
    public static void Run(Answer answer)
    {
        answer.Line("help", "this");
        answer.Line("info", "board, firmware, store, entropy, clock, RAM");
        answer.Line("objects", "what the token holds");
        answer.Line("keygen [new]", "a P-256 key that never leaves the board");
        answer.Line("csr [cn=NAME] [o=NAME] [dns=NAME,...]", "a certificate request, signed by the newest key");
        answer.Line(ImportVerb.Usage, "paste PEM, or send chunks");
        answer.Line("data OFFSET HEX", "a chunk");
        answer.Line(ExportVerb.Usage, "PEM");
        answer.Line("delete HANDLE", "destroys an object");
        answer.Line("rotate [finish|abort]", "a new identity in place of the old");
        answer.Line("config [NAME [VALUE]]", "settings; \"\" takes one away");
        answer.Line("seed HEX", "64 bytes of entropy");
        answer.Line("selftest", "signs, verifies, looks at everything");
        answer.Line("prove HEX", "a signature over your challenge");
        answer.Line("login PIN, logout", "where the token has a PIN");
        answer.Line("lock BOARD", "from now on only reading");
        answer.Line("init BOARD LABEL SO-PIN", "a new token: destroys the keys, unlocks");
        answer.Line("wipe BOARD", "destroys keys, seed, settings and PIN");
        answer.Line("echo on|off", "whether what you type is shown");
    }
}
