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
