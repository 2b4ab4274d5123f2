using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal.Simulator;
using NfToken.Tests.Cryptoki;
using NfToken.Tests.Host.Broker;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary>A token with a PIN shows its private objects only to who has logged in: the verbs that do not say so.</summary>
public sealed class PinTests : IDisposable
{
    private readonly BoardFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void VerbsThatDoNotLogInSaySo()
    {
        TestPki pki = new();
        _folder.WithBoard().Write(pki, pki.Device);
        SetPin();

        NfTokenProcess.Run("objects", _folder.Image).Succeeds().Shows("the token has a PIN");
        Assert.Equal("[]", _folder.Objects().Trim());
        _folder.Import().Fails("the token has a PIN", "--pin-file");
        NfTokenProcess.Run("hello", _folder.Image, "--host", "localhost").Fails("the token has a PIN", "'init'");
    }

    private void SetPin()
    {
        using var board = SimulatedBoard.Open(_folder.Image);
        Token token = new(new TokenParts(board.Store) { Random = new RandomGenerator(board.GetNoiseSources(), board.Store, board.Hmac, null) });
        Assert.Equal(CKR.CKR_OK, token.C_Initialize(null));
        Assert.Equal(CKR.CKR_OK, token.C_InitToken(CK.SlotId, Pins.So, Pins.Bytes("mine")));
        Assert.Equal(CKR.CKR_OK, token.C_OpenSession(CK.SlotId, Pins.ReadWrite, out uint session));
        Assert.Equal(CKR.CKR_OK, token.C_Login(session, CKU.CKU_SO, Pins.So));
        Assert.Equal(CKR.CKR_OK, token.C_InitPIN(session, Pins.User));
        Assert.Equal(CKR.CKR_OK, token.C_Finalize(null));
    }
}
