using System.Security.Cryptography;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Tests.Cryptoki;
using Xunit;

namespace NfToken.Tests.Host.Cryptoki;

/// <content>Digests, signatures and verifications, begun, fed and ended.</content>
public sealed partial class TokenModelTests
{
    private readonly byte[] _publicKey = PrivateKeyInfo.FromDer(Make.Der(TestData.EcKey)).GetPublicKey().ToDer();

    private void Start(uint session, int kind, uint key)
    {
        bool hashes = _random.Next(2) == 0;
        var mechanism = new CkMechanism(kind == 0 ? CKM.CKM_SHA256 : hashes ? CKM.CKM_ECDSA_SHA256 : CKM.CKM_ECDSA);
        uint rv = kind switch
        {
            0 => _token.C_DigestInit(session, mechanism),
            1 => _token.C_SignInit(session, mechanism, key),
            _ => _token.C_VerifyInit(session, mechanism, key),
        };
        if (!_model.Sessions.TryGetValue(session, out ModelSession? found))
        {
            Expect(CKR.CKR_SESSION_HANDLE_INVALID, rv);
            return;
        }

        uint wanted = kind == 1 ? CKO.CKO_PRIVATE_KEY : CKO.CKO_PUBLIC_KEY;
        ModelOperation? active = found.Operations[kind];
        uint expected =
            active is { IsOnlyAsked: false } ? CKR.CKR_OPERATION_ACTIVE
            : kind == 0 ? CKR.CKR_OK
            : !_model.CanSee(key) || _model.Objects[key].Class == CKO.CKO_DATA ? CKR.CKR_KEY_HANDLE_INVALID
            : _model.Objects[key].Class != wanted ? CKR.CKR_KEY_TYPE_INCONSISTENT : CKR.CKR_OK;
        Expect(expected, rv);
        if (expected == CKR.CKR_OK)
        {
            found.Operations[kind] = new ModelOperation(kind == 0 || hashes);
        }
    }

    private void Update(uint session, int kind)
    {
        byte[] part = new byte[_random.Next(100)];
        _random.NextBytes(part);
        uint rv = kind switch
        {
            0 => _token.C_DigestUpdate(session, part, 0, part.Length),
            1 => _token.C_SignUpdate(session, part, 0, part.Length),
            _ => _token.C_VerifyUpdate(session, part, 0, part.Length),
        };
        ModelOperation? operation = Operation(session, kind, rv);
        if (operation == null)
        {
            return;
        }

        Expect(operation.TakesParts ? CKR.CKR_OK : CKR.CKR_OPERATION_NOT_INITIALIZED, rv);
        operation.IsOnlyAsked = false;
        operation.IsWhole = false;
        operation.HasParts = true;
        operation.Data.AddRange(part);
        if (!operation.TakesParts)
        {
            _model.Sessions[session].Operations[kind] = null;
        }
    }

    private void End(uint session, int kind)
    {
        bool isWhole = _random.Next(2) == 0;
        byte[] data = new byte[32];
        _random.NextBytes(data);
        if (kind == 2)
        {
            Verify(session, isWhole, data);
            return;
        }

        uint size = kind == 0 ? 32u : 64u;
        byte[]? result = _random.Next(3) == 0 ? null : new byte[_random.Next(3) == 0 ? _random.Next((int)size) : (int)size + _random.Next(3)];
        uint length = result == null ? (uint)_random.Next() : (uint)result.Length;
        uint rv = (kind, isWhole) switch
        {
            (0, true) => _token.C_Digest(session, data, 0, 32, result, ref length),
            (0, false) => _token.C_DigestFinal(session, result, ref length),
            (_, true) => _token.C_Sign(session, data, 0, 32, result, ref length),
            _ => _token.C_SignFinal(session, result, ref length),
        };
        ModelOperation? operation = Operation(session, kind, rv);
        if (operation == null)
        {
            return;
        }

        uint misfit = Misfit(operation, isWhole);
        bool fits = misfit == CKR.CKR_OK;
        if (fits && (result == null || result.Length < size))
        {
            Expect(result == null ? CKR.CKR_OK : CKR.CKR_BUFFER_TOO_SMALL, rv);
            Assert.Equal(size, length);
            operation.IsOnlyAsked = result == null && !operation.HasParts;
            operation.IsWhole = isWhole;
            return;
        }

        _model.Sessions[session].Operations[kind] = null;
        Expect(misfit, rv);
        if (fits)
        {
            Assert.Equal(size, length);
            byte[] message = isWhole ? data : [.. operation.Data];
            if (kind == 0)
            {
                Assert.Equal(SHA256.HashData(message), result![..32]);
            }
            else
            {
                using var key = ECDsa.Create();
                key.ImportSubjectPublicKeyInfo(_publicKey, out _);
                byte[] hash = operation.TakesParts ? SHA256.HashData(message) : message;
                Assert.True(key.VerifyHash(hash, result![..64]));
            }
        }
    }

    private void Verify(uint session, bool isWhole, byte[] data)
    {
        byte[] signature = new byte[_random.Next(5) == 0 ? 63 : 64];
        bool isGood = false;
        if (_random.Next(2) == 0 && _model.Sessions.TryGetValue(session, out ModelSession? open) && open.Operations[2] is { } active)
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(Make.Der(TestData.EcKey), out _);
            byte[] message = isWhole ? data : [.. active.Data];
            signature = key.SignHash(active.TakesParts ? SHA256.HashData(message) : message);
            isGood = true;
        }

        uint rv = isWhole ? _token.C_Verify(session, data, 0, 32, signature) : _token.C_VerifyFinal(session, signature);
        ModelOperation? operation = Operation(session, 2, rv);
        if (operation == null)
        {
            return;
        }

        _model.Sessions[session].Operations[2] = null;
        uint misfit = Misfit(operation, isWhole);
        Expect(
            misfit != CKR.CKR_OK ? misfit
            : signature.Length != 64 ? CKR.CKR_SIGNATURE_LEN_RANGE
            : isGood ? CKR.CKR_OK : CKR.CKR_SIGNATURE_INVALID,
            rv);
    }

    // Data as a whole and data in parts do not mix.
    private static uint Misfit(ModelOperation operation, bool isWhole) =>
        (isWhole ? operation.HasParts : operation.IsWhole) ? CKR.CKR_OPERATION_ACTIVE
        : !isWhole && !operation.TakesParts ? CKR.CKR_OPERATION_NOT_INITIALIZED : CKR.CKR_OK;

    // The active operation, or null after checking that its lack was told.
    private ModelOperation? Operation(uint session, int kind, uint rv)
    {
        if (!_model.Sessions.TryGetValue(session, out ModelSession? found))
        {
            Expect(CKR.CKR_SESSION_HANDLE_INVALID, rv);
            return null;
        }

        if (found.Operations[kind] == null)
        {
            Expect(CKR.CKR_OPERATION_NOT_INITIALIZED, rv);
        }

        return found.Operations[kind];
    }
}
