using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <summary>Power is cut at each change that a function makes: nothing opens up, no try is gained, and what was begun ends well.</summary>
public sealed class PinFaultTests
{
    private static readonly byte[] _newPin = Pins.Bytes("new-pin");

    [Fact]
    public void CuttingPowerGainsNoTry()
    {
        var content = new MemoryStore();
        Pins.Token(content);
        int comparisons = 0;
        for (int cut = 0; cut < 40; cut++)
        {
            // The attacker cuts power as soon as he has seen the answer, or before anything is written at all.
            uint rv = WithCut(content, cut % 2, false, (token, session) => token.C_Login(session, CKU.CKU_USER, Pins.Wrong));
            comparisons += rv == CKR.CKR_PIN_INCORRECT ? 1 : 0;
        }

        Assert.Equal(10, comparisons);
        Assert.Equal(CKR.CKR_PIN_LOCKED, WithCut(content, 9, false, (token, session) => token.C_Login(session, CKU.CKU_USER, Pins.User)));
    }

    [Fact]
    public void ALoginThatCannotCountFails()
    {
        var content = new MemoryStore();
        Pins.Token(content);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(CKR.CKR_DEVICE_ERROR, WithCut(content, 0, false, (token, session) => token.C_Login(session, CKU.CKU_USER, Pins.User)));
        }

        // Right PINs whose counter cannot be taken back: each costs a try, the next good one gives them back.
        Assert.Equal(CKR.CKR_DEVICE_ERROR, WithCut(content, 1, false, (token, session) => token.C_Login(session, CKU.CKU_USER, Pins.User)));
        Assert.Equal(CKR.CKR_OK, WithCut(content, 2, false, (token, session) => token.C_Login(session, CKU.CKU_USER, Pins.User)));
        Assert.Equal(0, content.GetObjectValue(SystemRecord.RetryCounter)[2]);
    }

    [Fact]
    public void SetPinIsTheOldOrTheNew() => EitherOr(
        (token, session) => token.C_SetPIN(session, Pins.User, _newPin),
        false);

    [Fact]
    public void InitPinIsTheOldOrTheNew() => EitherOr(
        (token, session) => token.C_InitPIN(session, _newPin),
        true);

    [Fact]
    public void InitTokenIsAllOrNothing()
    {
        int before = 0;
        int after = 0;
        for (int changes = 0; ; changes++)
        {
            var content = new MemoryStore();
            Token token = Pins.Token(content);
            uint session = Pins.OpenUser(token);
            for (int i = 0; i < 4; i++)
            {
                Pins.Create(token, session, Pins.Data("x", true, true));
            }

            Pins.Create(token, session, Make.With(Pins.Data("kept", true, true), new CkAttribute(CKA.CKA_DESTROYABLE, false)));
            var store = new FaultyStore(content, changes);
            token = Pins.Start(store);
            uint rv = token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("new"));
            Assert.Equal(store.Failed ? CKR.CKR_DEVICE_ERROR : CKR.CKR_OK, rv);

            token = Pins.Start(content);
            session = Pins.Open(token, Pins.ReadWrite);
            Assert.Equal(CKR.CKR_OK, token.C_GetTokenInfo(CK.SlotId, out CkTokenInfo info));
            if (info.Label == "mine")
            {
                before++;
                Assert.Equal(0u, Pins.Count(token, session));
                Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_USER, Pins.User));
                Assert.Equal(5u, Pins.Count(token, session));
            }
            else
            {
                after++;
                Assert.Equal("new", info.Label);
                Assert.Equal(1u, Pins.Count(token, session));
                Assert.Equal(CKR.CKR_USER_PIN_NOT_INITIALIZED, token.C_Login(session, CKU.CKU_USER, Pins.User));
                Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
            }

            if (!store.Failed)
            {
                break;
            }
        }

        Assert.True(before >= 2 && after >= 6, $"{before} before, {after} after");
    }

    /// <summary>An initialisation that was interrupted is interrupted again at its completion.</summary>
    [Fact]
    public void CompletionCanBeInterruptedToo()
    {
        for (int changes = 0; changes < 9; changes++)
        {
            var content = new MemoryStore();
            Token token = Pins.Token(content);
            uint session = Pins.OpenUser(token);
            Pins.Create(token, session, Pins.Data("x", true, true));
            Pins.Create(token, session, Pins.Data("y", true, true));
            byte[] state = content.GetObjectValue(SystemRecord.Token);
            state[1] = 1;
            content.SaveObject(SystemRecord.Token, state);
            var store = new FaultyStore(content, changes);
            token = new Token(Pins.Parts(store));
            Assert.Equal(changes < 4 ? CKR.CKR_DEVICE_ERROR : CKR.CKR_OK, token.C_Initialize(null));
            token = Pins.Start(content);
            session = Pins.Open(token, Pins.ReadWrite);
            Assert.Equal(0u, Pins.Count(token, session));
            Assert.Equal(0u, Pins.Flags(token) & CKF.CKF_LOGIN_REQUIRED);
        }
    }

    private static void EitherOr(Func<Token, uint, uint> change, bool asOfficer)
    {
        bool sawOld = false;
        bool sawNew = false;
        for (int changes = 0; changes < 6; changes++)
        {
            var content = new MemoryStore();
            Pins.Token(content);
            WithCut(content, changes, asOfficer, change);
            uint old = WithCut(content, 9, false, (token, session) => token.C_Login(session, CKU.CKU_USER, Pins.User));
            uint changed = WithCut(content, 9, false, (token, session) => token.C_Login(session, CKU.CKU_USER, _newPin));
            Assert.Equal(
                old == CKR.CKR_OK ? (CKR.CKR_OK, CKR.CKR_PIN_INCORRECT) : (CKR.CKR_PIN_INCORRECT, CKR.CKR_OK),
                (old, changed));
            sawOld |= old == CKR.CKR_OK;
            sawNew |= changed == CKR.CKR_OK;
        }

        Assert.True(sawOld && sawNew);
    }

    private static uint WithCut(MemoryStore content, int changes, bool asOfficer, Func<Token, uint, uint> call)
    {
        // The log-in itself changes the store twice.
        Token token = Pins.Start(new FaultyStore(content, asOfficer ? changes + 2 : changes));
        uint session = Pins.Open(token, Pins.ReadWrite);
        if (asOfficer)
        {
            Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        }

        return call(token, session);
    }
}
