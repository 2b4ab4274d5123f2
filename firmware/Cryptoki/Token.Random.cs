using System;

namespace NfToken.Cryptoki;

/// <content>Random number generation functions (PKCS #11 v2.40, 5.15).</content>
public sealed partial class Token
{
    /// <summary>Mixes something into the generator: adds to what it knows, never replaces it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="seed">Anything; all of the array.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_RANDOM_NO_RNG, CKR_DEVICE_ERROR,
    /// CKR_HOST_MEMORY.</returns>
    public uint C_SeedRandom(uint session, byte[] seed)
    {
        lock (_gate)
        {
            uint rv = EnterForRandom(session, seed != null);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            try
            {
                _parts.Random.AddSeed(seed);
                return CKR.CKR_OK;
            }
            catch (Exception error)
            {
                return Failed(error);
            }
        }
    }

    /// <summary>Makes random bytes, of the quality that keys need.</summary>
    /// <param name="session">The session.</param>
    /// <param name="random">Takes them.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_RANDOM_NO_RNG (no source that may be
    /// trusted), CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_GenerateRandom(uint session, byte[] random, int offset, int count)
    {
        lock (_gate)
        {
            uint rv = EnterForRandom(session, random != null && IsRange(random, offset, count));
            return rv == CKR.CKR_OK ? Generate(random, offset, count) : rv;
        }
    }

    private uint EnterForRandom(uint session, bool argumentsAreGood)
    {
        uint rv = Enter(session, out Session _);
        return rv != CKR.CKR_OK ? rv : !argumentsAreGood ? CKR.CKR_ARGUMENTS_BAD : _parts.Random == null ? CKR.CKR_RANDOM_NO_RNG : CKR.CKR_OK;
    }

    private uint Generate(byte[] random, int offset, int count)
    {
        try
        {
            _parts.Random.Generate(random, offset, count);
            return CKR.CKR_OK;
        }
        catch (Exception error)
        {
            return Failed(error);
        }
    }
}
