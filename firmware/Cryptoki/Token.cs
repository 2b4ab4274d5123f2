using System;
using NfToken.Cryptography;
using NfToken.Pal;

namespace NfToken.Cryptoki;

/// <summary>
/// A PKCS #11 token over an object store, with one method per function of the standard (v2.40): same names, same return values.
/// Any thread may call at any time; calls on one token wait for each other.
/// </summary>
/// <remarks>
/// A CK_ULONG is a uint. Where C has a pointer and a length there is an array here, and NULL is null. The standard's chapters
/// are this class's files: general purpose, slots and tokens, sessions, objects, digests, signing, verification, keys, random numbers.
/// </remarks>
public sealed partial class Token
{
    private readonly object _gate = new object();
    private readonly TokenParts _parts;
    private readonly ObjectTable _objects;
    private readonly SessionTable _sessions = new SessionTable();
    private readonly string _serialNumber;
    private readonly PinGuard _pins;
    private TokenRecord _state;
    private bool _isInitialized;

    /// <summary>Makes a token. Nothing is read before <see cref="C_Initialize"/>.</summary>
    /// <param name="parts">What it is made of.</param>
    public Token(TokenParts parts)
    {
        _parts = parts;
        _objects = new ObjectTable(parts.Store);
        _pins = new PinGuard(_objects, parts);
        _serialNumber = ToSerialNumber(parts.DeviceId);
    }

    /// <summary>Makes a token and the one way out for its private keys, for a TLS transport that must have the key itself.</summary>
    /// <param name="parts">What it is made of.</param>
    /// <param name="exporter">Gives private keys away. There is no other way to get one: keep it from whatever need not have it.</param>
    public Token(TokenParts parts, out PrivateKeyExporter exporter)
        : this(parts)
    {
        exporter = new PrivateKeyExporter(this);
    }

    /// <summary>
    /// What the store said when it failed last: explains CKR_DEVICE_ERROR and CKR_DEVICE_MEMORY, and names the record that C_Initialize found
    /// damaged. Null where it never failed.
    /// </summary>
    public StoreException LastStoreError => _objects.LastStoreError;

    /// <summary>
    /// Handles of token objects whose record could not be read. No search finds them; C_DestroyObject destroys them, and the object can be
    /// made anew.
    /// </summary>
    public uint[] GetDamagedObjects()
    {
        lock (_gate)
        {
            return _isInitialized ? _objects.GetDamaged() : new uint[0];
        }
    }

    /// <summary>The class of a damaged object, which is all that is known of it.</summary>
    /// <param name="handle">One of <see cref="GetDamagedObjects"/>.</param>
    /// <returns>CKO_*.</returns>
    public static uint GetDamagedClass(uint handle) => RecordId.Class(handle);

    /// <summary>Reads a private key, for <see cref="PrivateKeyExporter"/>.</summary>
    /// <param name="handle">Handle of a private key object.</param>
    /// <param name="pkcs8">The key; the caller clears it.</param>
    /// <returns>CKR_*.</returns>
    internal uint ExportPrivateKey(uint handle, out byte[] pkcs8)
    {
        pkcs8 = null;
        lock (_gate)
        {
            if (!_isInitialized)
            {
                return CKR.CKR_CRYPTOKI_NOT_INITIALIZED;
            }

            uint rv = _objects.Read(handle, out StoredObject content);
            if (rv != CKR.CKR_OK)
            {
                return rv == CKR.CKR_OBJECT_HANDLE_INVALID ? CKR.CKR_KEY_HANDLE_INVALID : rv;
            }

            PrivateKeyInfo key = null;
            try
            {
                if (content.Class != CKO.CKO_PRIVATE_KEY)
                {
                    return CKR.CKR_KEY_HANDLE_INVALID;
                }

                key = KeyReader.ReadPrivateKey(content);
                pkcs8 = key.ToPkcs8();
                return CKR.CKR_OK;
            }
            catch (EncodingException)
            {
                return CKR.CKR_DEVICE_ERROR;
            }
            catch (OutOfMemoryException)
            {
                return CKR.CKR_HOST_MEMORY;
            }
            finally
            {
                if (key != null)
                {
                    key.Clear();
                }

                ObjectTable.Release(handle, content);
            }
        }
    }

    private static string ToSerialNumber(IDeviceId deviceId)
    {
        string serial = "";
        byte[] id = deviceId == null ? null : deviceId.ReadDeviceId();
        for (int i = id == null ? 0 : id.Length > 8 ? id.Length - 8 : 0; id != null && i < id.Length; i++)
        {
            serial += id[i].ToString("X2");
        }

        return serial.Length == 0 ? "0" : serial;
    }

    // What most functions begin with: the library is initialised and the session exists.
    private uint Enter(uint session, out Session found)
    {
        found = _isInitialized ? _sessions.Find(session) : null;
        return !_isInitialized ? CKR.CKR_CRYPTOKI_NOT_INITIALIZED : found == null ? CKR.CKR_SESSION_HANDLE_INVALID : CKR.CKR_OK;
    }
}
