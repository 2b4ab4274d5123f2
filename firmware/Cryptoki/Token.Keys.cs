using System;
using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <content>Key management functions (PKCS #11 v2.40, 5.14).</content>
public sealed partial class Token
{
    /// <summary>Makes a secret key.</summary>
    /// <param name="session">The session; a read/write one for a token object.</param>
    /// <param name="mechanism">CKM_GENERIC_SECRET_KEY_GEN, CKM_AES_KEY_GEN.</param>
    /// <param name="template">The key's attributes; CKA_VALUE_LEN must be there.</param>
    /// <param name="key">Handle of the key.</param>
    /// <returns>As <see cref="C_CreateObject"/>, and CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_RANDOM_NO_RNG.</returns>
    public uint C_GenerateKey(uint session, CkMechanism mechanism, CkAttribute[] template, out uint key)
    {
        key = CK.CK_INVALID_HANDLE;
        template ??= new CkAttribute[0];
        lock (_gate)
        {
            uint rv = EnterToMake(session, mechanism, template, CKF.CKF_GENERATE, out Session found, out int row);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            ObjectBuilder builder = null;
            StoredObject made = null;
            bool isToken = false;
            try
            {
                rv = KeyTemplate.Start(template, CKO.CKO_SECRET_KEY, MechanismTable.Traits(row) & MechanismTable.KeyType, out isToken, out builder);
                if (rv == CKR.CKR_OK)
                {
                    rv = KeyMaker.MakeSecret(_parts, template, builder);
                }

                if (rv == CKR.CKR_OK)
                {
                    KeyTemplate.SetMade(builder, mechanism.Type);
                    made = builder.ToObject();
                    rv = made == null ? CKR.CKR_DEVICE_MEMORY : CKR.CKR_OK;
                }
            }
            catch (Exception error)
            {
                rv = Failed(error);
            }
            finally
            {
                Clear(builder);
            }

            return rv == CKR.CKR_OK ? Add(found, isToken, made, out key) : rv;
        }
    }

    /// <summary>Makes a key pair: both halves, or none. Both have one CKA_ID: the templates', or one that follows from the key.</summary>
    /// <param name="session">The session; a read/write one for token objects.</param>
    /// <param name="mechanism">CKM_EC_KEY_PAIR_GEN; CKM_RSA_PKCS_KEY_PAIR_GEN where the token has a generator of RSA keys, which boards have not.</param>
    /// <param name="publicTemplate">The public key's attributes; CKA_EC_PARAMS or CKA_MODULUS_BITS must be there.</param>
    /// <param name="privateTemplate">The private key's attributes.</param>
    /// <param name="publicKey">Handle of the public key.</param>
    /// <param name="privateKey">Handle of the private key.</param>
    /// <returns>As <see cref="C_GenerateKey"/>.</returns>
    public uint C_GenerateKeyPair(uint session, CkMechanism mechanism, CkAttribute[] publicTemplate, CkAttribute[] privateTemplate, out uint publicKey, out uint privateKey)
    {
        publicKey = CK.CK_INVALID_HANDLE;
        privateKey = CK.CK_INVALID_HANDLE;
        publicTemplate ??= new CkAttribute[0];
        privateTemplate ??= new CkAttribute[0];
        lock (_gate)
        {
            uint rv = EnterToMake(session, mechanism, publicTemplate, CKF.CKF_GENERATE_KEY_PAIR, out Session found, out int row);
            if (rv != CKR.CKR_OK || !Template.IsWhole(privateTemplate))
            {
                return rv != CKR.CKR_OK ? rv : CKR.CKR_ARGUMENTS_BAD;
            }

            ObjectBuilder publicHalf = null;
            ObjectBuilder privateHalf = null;
            StoredObject publicMade = null;
            StoredObject privateMade = null;
            bool isPublicToken = false;
            bool isPrivateToken = false;
            try
            {
                uint type = MechanismTable.Traits(row) & MechanismTable.KeyType;
                rv = KeyTemplate.Start(publicTemplate, CKO.CKO_PUBLIC_KEY, type, out isPublicToken, out publicHalf);
                if (rv == CKR.CKR_OK)
                {
                    rv = KeyTemplate.Start(privateTemplate, CKO.CKO_PRIVATE_KEY, type, out isPrivateToken, out privateHalf);
                }

                if (rv == CKR.CKR_OK)
                {
                    rv = CheckAdd(
                        found, isPublicToken || isPrivateToken, publicHalf.Has(AttributeFlag.Private) || privateHalf.Has(AttributeFlag.Private));
                }

                if (rv == CKR.CKR_OK)
                {
                    rv = type == CKK.CKK_EC ? KeyMaker.MakeEc(_parts.Random, publicHalf, privateHalf)
                        : KeyMaker.MakeRsa(_parts, publicTemplate, publicHalf, privateHalf);
                }

                if (rv == CKR.CKR_OK)
                {
                    KeyTemplate.SetMade(publicHalf, mechanism.Type);
                    KeyTemplate.SetMade(privateHalf, mechanism.Type);
                    publicMade = publicHalf.ToObject();
                    privateMade = privateHalf.ToObject();
                    rv = publicMade == null || privateMade == null ? CKR.CKR_DEVICE_MEMORY : CKR.CKR_OK;
                }
            }
            catch (EncodingException)
            {
                rv = CKR.CKR_ATTRIBUTE_VALUE_INVALID;
            }
            catch (Exception error)
            {
                rv = Failed(error);
            }
            finally
            {
                Clear(publicHalf);
                Clear(privateHalf);
            }

            if (rv == CKR.CKR_OK)
            {
                rv = AddPair(found, isPublicToken, publicMade, isPrivateToken, privateMade, out publicKey, out privateKey);
            }
            else if (privateMade != null)
            {
                privateMade.Clear();
            }

            return rv;
        }
    }

    /// <summary>Makes a secret key from a private key and a peer's public key.</summary>
    /// <param name="session">The session; a read/write one for a token object.</param>
    /// <param name="mechanism">CKM_ECDH1_DERIVE with <see cref="CkEcdh1DeriveParams"/>.</param>
    /// <param name="baseKey">An EC private key.</param>
    /// <param name="template">The key's attributes. CKA_KEY_TYPE is CKK_GENERIC_SECRET, the default, or CKK_AES; CKA_VALUE_LEN 32 at the most.</param>
    /// <param name="key">Handle of the key.</param>
    /// <returns>As <see cref="C_CreateObject"/>, and CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID (the peer's key too), CKR_KEY_HANDLE_INVALID,
    /// CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED (CKA_DERIVE is false).</returns>
    public uint C_DeriveKey(uint session, CkMechanism mechanism, uint baseKey, CkAttribute[] template, out uint key)
    {
        key = CK.CK_INVALID_HANDLE;
        template ??= new CkAttribute[0];
        lock (_gate)
        {
            uint rv = EnterToMake(session, mechanism, template, CKF.CKF_DERIVE, out Session found, out int row);
            StoredObject content = null;
            if (rv == CKR.CKR_OK)
            {
                rv = ReadKey(baseKey, out content);
            }

            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            StoredObject made = null;
            bool isToken = false;
            try
            {
                rv = OperationFactory.CheckKey(content, CKO.CKO_PRIVATE_KEY, CKK.CKK_EC, AttributeFlag.Derive);
                if (rv == CKR.CKR_OK)
                {
                    rv = Derive(content, (CkEcdh1DeriveParams)mechanism.Parameter, template, out isToken, out made);
                }
            }
            catch (Exception error)
            {
                rv = Failed(error);
            }
            finally
            {
                ObjectTable.Release(baseKey, content);
            }

            return rv == CKR.CKR_OK ? Add(found, isToken, made, out key) : rv;
        }
    }

    private static uint Derive(StoredObject baseKey, CkEcdh1DeriveParams parameter, CkAttribute[] template, out bool isToken, out StoredObject made)
    {
        made = null;
        isToken = false;
        byte[] point = ReadPeer(parameter);
        if (point == null)
        {
            return CKR.CKR_MECHANISM_PARAM_INVALID;
        }

        uint type = CKK.CKK_GENERIC_SECRET;
        uint rv = KeyTemplate.GetNumber(template, CKA.CKA_KEY_TYPE, ref type);
        if (rv == CKR.CKR_ATTRIBUTE_VALUE_INVALID || type is not (CKK.CKK_GENERIC_SECRET or CKK.CKK_AES))
        {
            return CKR.CKR_ATTRIBUTE_VALUE_INVALID;
        }

        ObjectBuilder builder = null;
        try
        {
            rv = KeyTemplate.Start(template, CKO.CKO_SECRET_KEY, type, out isToken, out builder);
            if (rv == CKR.CKR_OK)
            {
                rv = KeyMaker.Agree(baseKey, point, template, builder);
            }

            if (rv == CKR.CKR_OK)
            {
                KeyTemplate.SetHistory(builder, baseKey.Has(AttributeFlag.AlwaysSensitive), baseKey.Has(AttributeFlag.NeverExtractable));
                made = builder.ToObject();
                rv = made == null ? CKR.CKR_DEVICE_MEMORY : CKR.CKR_OK;
            }

            return rv;
        }
        finally
        {
            Clear(builder);
        }
    }

    // The peer's point, or null where the parameter is not what CKD_NULL takes.
    private static byte[] ReadPeer(CkEcdh1DeriveParams parameter)
    {
        if (parameter.KeyDerivation != CK.CKD_NULL || parameter.PublicData == null || (parameter.SharedData != null && parameter.SharedData.Length > 0))
        {
            return null;
        }

        try
        {
            byte[] point = KeyImport.UnwrapPoint(parameter.PublicData);
            return P256.IsValidPoint(point) ? point : null;
        }
        catch (EncodingException)
        {
            return null;
        }
    }

    private static void Clear(ObjectBuilder builder)
    {
        if (builder != null)
        {
            builder.Clear();
        }
    }

    // A mechanism that makes keys takes no parameter, but for the one that derives.
    private uint EnterToMake(uint session, CkMechanism mechanism, CkAttribute[] template, uint flag, out Session found, out int row)
    {
        row = -1;
        uint rv = Enter(session, template, out found);
        if (rv != CKR.CKR_OK || mechanism == null)
        {
            return rv != CKR.CKR_OK ? rv : CKR.CKR_ARGUMENTS_BAD;
        }

        row = MechanismTable.Find(mechanism.Type);
        if ((MechanismTable.Flags(row, _parts) & flag) == 0)
        {
            return CKR.CKR_MECHANISM_INVALID;
        }

        bool fits = flag == CKF.CKF_DERIVE ? mechanism.Parameter is CkEcdh1DeriveParams : mechanism.Parameter == null;
        return fits ? CKR.CKR_OK : CKR.CKR_MECHANISM_PARAM_INVALID;
    }

    private uint AddPair(Session session, bool isPublicToken, StoredObject publicMade, bool isPrivateToken, StoredObject privateMade, out uint publicKey, out uint privateKey)
    {
        if (isPublicToken && isPrivateToken)
        {
            return PairJournal.Add(_objects, publicMade, privateMade, out publicKey, out privateKey);
        }

        privateKey = CK.CK_INVALID_HANDLE;
        uint rv = Add(session, isPublicToken, publicMade, out publicKey);
        if (rv != CKR.CKR_OK)
        {
            privateMade.Clear();
            return rv;
        }

        rv = Add(session, isPrivateToken, privateMade, out privateKey);
        if (rv != CKR.CKR_OK)
        {
            _ = _objects.Delete(publicKey);
            publicKey = CK.CK_INVALID_HANDLE;
        }

        return rv;
    }
}
