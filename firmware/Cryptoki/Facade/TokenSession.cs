using System;

namespace NfToken.Cryptoki;

/// <summary>A session in C# style over the token's C_ functions: disposed of, and with exceptions.</summary>
public sealed class TokenSession : IDisposable
{
    private readonly Token _token;
    private uint _session;

    private TokenSession(Token token, uint session)
    {
        _token = token;
        _session = session;
    }

    /// <summary>The token.</summary>
    public Token Token => _token;

    /// <summary>Handle of the session, for the C_ functions.</summary>
    public uint Handle => _session;

    /// <summary>Opens a session.</summary>
    /// <param name="token">A token that has been initialised.</param>
    /// <param name="readWrite">Whether token objects are to be made, changed or destroyed.</param>
    /// <exception cref="CryptokiException">No session could be opened.</exception>
    public static TokenSession Open(Token token, bool readWrite)
    {
        uint flags = CKF.CKF_SERIAL_SESSION | (readWrite ? CKF.CKF_RW_SESSION : 0);
        Check(token, token.C_OpenSession(CK.SlotId, flags, out uint session), "open session");
        return new TokenSession(token, session);
    }

    /// <summary>Logs the user in, for all sessions of the token.</summary>
    /// <param name="pin">The PIN, UTF-8; the caller clears it.</param>
    /// <exception cref="CryptokiException">CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_USER_PIN_NOT_INITIALIZED and others.</exception>
    public void Login(byte[] pin) => Check(_token.C_Login(_session, CKU.CKU_USER, pin), "log in");

    /// <summary>Logs out, for all sessions of the token.</summary>
    /// <exception cref="CryptokiException">CKR_USER_NOT_LOGGED_IN.</exception>
    public void Logout() => Check(_token.C_Logout(_session), "log out");

    /// <summary>Makes an object.</summary>
    /// <param name="template">Its attributes.</param>
    /// <returns>Its handle.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public uint CreateObject(CkAttribute[] template)
    {
        Check(_token.C_CreateObject(_session, template, out uint handle), "create object");
        return handle;
    }

    /// <summary>Destroys an object.</summary>
    /// <param name="handle">The object.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public void DestroyObject(uint handle) => Check(_token.C_DestroyObject(_session, handle), "destroy object");

    /// <summary>The newest object of a class with a label.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="label">Its CKA_LABEL, such as one of <see cref="Labels"/>.</param>
    /// <returns>Its handle, or CK_INVALID_HANDLE where there is none.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public uint FindObject(uint objectClass, string label)
    {
        uint[] found = FindObjects(objectClass, label);
        return found.Length == 0 ? CK.CK_INVALID_HANDLE : found[found.Length - 1];
    }

    /// <summary>All objects of a class with a label, the oldest first.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="label">Their CKA_LABEL.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public uint[] FindObjects(uint objectClass, string label) =>
        FindObjects([new CkAttribute(CKA.CKA_CLASS, objectClass), new CkAttribute(CKA.CKA_LABEL, label)]);

    /// <summary>All objects that have all these attributes, token objects first, the oldest first.</summary>
    /// <param name="template">The attributes; none finds every object.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public uint[] FindObjects(CkAttribute[] template)
    {
        Check(_token.C_FindObjectsInit(_session, template), "find objects");
        try
        {
            uint[] all = new uint[0];
            uint[] some = new uint[8];
            uint count;
            do
            {
                Check(_token.C_FindObjects(_session, some, (uint)some.Length, out count), "find objects");
                uint[] longer = new uint[all.Length + (int)count];
                Array.Copy(all, 0, longer, 0, all.Length);
                Array.Copy(some, 0, longer, all.Length, (int)count);
                all = longer;
            }
            while (count == (uint)some.Length);

            return all;
        }
        finally
        {
            _ = _token.C_FindObjectsFinal(_session);
        }
    }

    /// <summary>Reads an attribute.</summary>
    /// <param name="handle">The object.</param>
    /// <param name="type">CKA_*.</param>
    /// <returns>Its value; no bytes where it is empty.</returns>
    /// <exception cref="CryptokiException">The token refused: CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID and others.</exception>
    public byte[] GetAttribute(uint handle, uint type)
    {
        CkAttribute wanted = new CkAttribute(type, (byte[])null);
        CkAttribute[] template = [wanted];
        Check(_token.C_GetAttributeValue(_session, handle, template), "read attribute");
        wanted.Value = new byte[(int)wanted.ValueLength];
        Check(_token.C_GetAttributeValue(_session, handle, template), "read attribute");
        return wanted.Value;
    }

    /// <summary>Changes attributes of an object.</summary>
    /// <param name="handle">The object.</param>
    /// <param name="template">The new values.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public void SetAttributes(uint handle, CkAttribute[] template) =>
        Check(_token.C_SetAttributeValue(_session, handle, template), "change object");

    /// <summary>The SHA-256 hash of some bytes.</summary>
    /// <param name="data">The bytes.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public byte[] Digest(byte[] data)
    {
        byte[] digest = new byte[32];
        uint length = (uint)digest.Length;
        Check(_token.C_DigestInit(_session, new CkMechanism(CKM.CKM_SHA256)), "digest");
        Check(_token.C_Digest(_session, data, 0, data.Length, digest, ref length), "digest");
        return digest;
    }

    /// <summary>Signs, or makes a MAC.</summary>
    /// <param name="mechanism">CKM_ECDSA_SHA256 and others, with a parameter where it takes one.</param>
    /// <param name="key">A private or secret key.</param>
    /// <param name="data">What the mechanism signs: a message, or its hash.</param>
    /// <returns>The signature; of ECDSA r ‖ s.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public byte[] Sign(CkMechanism mechanism, uint key, byte[] data)
    {
        uint length = 0;
        Check(_token.C_SignInit(_session, mechanism, key), "sign");
        Check(_token.C_Sign(_session, data, 0, data.Length, null, ref length), "sign");
        byte[] signature = new byte[(int)length];
        Check(_token.C_Sign(_session, data, 0, data.Length, signature, ref length), "sign");
        return signature;
    }

    /// <summary>Verifies a signature or MAC.</summary>
    /// <param name="mechanism">As with <see cref="Sign"/>.</param>
    /// <param name="key">A public or secret key.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature.</param>
    /// <returns>False where it is another's, or has another length.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public bool Verify(CkMechanism mechanism, uint key, byte[] data, byte[] signature)
    {
        Check(_token.C_VerifyInit(_session, mechanism, key), "verify");
        uint rv = _token.C_Verify(_session, data, 0, data.Length, signature);
        if (rv is CKR.CKR_SIGNATURE_INVALID or CKR.CKR_SIGNATURE_LEN_RANGE)
        {
            return false;
        }

        Check(rv, "verify");
        return true;
    }

    /// <summary>Makes a secret key.</summary>
    /// <param name="mechanism">CKM_GENERIC_SECRET_KEY_GEN, CKM_AES_KEY_GEN.</param>
    /// <param name="template">Its attributes; CKA_VALUE_LEN must be there.</param>
    /// <returns>Its handle.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public uint GenerateKey(uint mechanism, CkAttribute[] template)
    {
        Check(_token.C_GenerateKey(_session, new CkMechanism(mechanism), template, out uint key), "generate key");
        return key;
    }

    /// <summary>Makes a key pair on P-256.</summary>
    /// <param name="label">CKA_LABEL of both halves.</param>
    /// <param name="isToken">Whether they are to be stored; otherwise they go with this session.</param>
    /// <param name="publicKey">Handle of the public key.</param>
    /// <returns>Handle of the private key.</returns>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public uint GenerateKeyPair(string label, bool isToken, out uint publicKey)
    {
        CkAttribute[] publicTemplate =
        [
            new CkAttribute(CKA.CKA_TOKEN, isToken), new CkAttribute(CKA.CKA_LABEL, label), EcParameters.P256(),
        ];
        CkAttribute[] privateTemplate = [publicTemplate[0], publicTemplate[1]];
        Check(
            _token.C_GenerateKeyPair(
                _session, new CkMechanism(CKM.CKM_EC_KEY_PAIR_GEN), publicTemplate, privateTemplate, out publicKey, out uint privateKey),
            "generate key pair");
        return privateKey;
    }

    /// <summary>Random bytes, of the quality that keys need.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="CryptokiException">The token refused: CKR_RANDOM_NO_RNG where there is no source that may be trusted.</exception>
    public byte[] GenerateRandom(int count)
    {
        byte[] random = new byte[count];
        Check(_token.C_GenerateRandom(_session, random, 0, count), "random");
        return random;
    }

    /// <summary>Closes the session. May be called more than once.</summary>
    public void Dispose()
    {
        if (_session != CK.CK_INVALID_HANDLE)
        {
            _ = _token.C_CloseSession(_session);
            _session = CK.CK_INVALID_HANDLE;
        }
    }

    private static void Check(Token token, uint rv, string what)
    {
        if (rv != CKR.CKR_OK)
        {
            throw new CryptokiException(rv, what, token.LastStoreError);
        }
    }

    private void Check(uint rv, string what) => Check(_token, rv, what);
}
