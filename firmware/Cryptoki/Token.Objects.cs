using System;

namespace NfToken.Cryptoki;

/// <content>Object management functions (PKCS #11 v2.40, 5.7).</content>
public sealed partial class Token
{
    /// <summary>Makes an object. Never replaces one: two objects may have one label.</summary>
    /// <param name="session">The session; a read/write one for a token object.</param>
    /// <param name="template">The object's attributes.</param>
    /// <param name="handle">Handle of the object. That of a token object stays the same for as long as it exists, over restarts too.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_SESSION_READ_ONLY, CKR_USER_NOT_LOGGED_IN
    /// (a private object on a token whose user has a PIN; keys are private unless the template says otherwise), CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID, CKR_ATTRIBUTE_READ_ONLY, CKR_CURVE_NOT_SUPPORTED,
    /// CKR_DEVICE_MEMORY, CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_CreateObject(uint session, CkAttribute[] template, out uint handle)
    {
        handle = CK.CK_INVALID_HANDLE;
        lock (_gate)
        {
            uint rv = Enter(session, template, out Session found);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            rv = ObjectFactory.FromTemplate(template, _parts.Rsa, out bool isToken, out StoredObject made);
            return rv == CKR.CKR_OK ? Add(found, isToken, made, out handle) : rv;
        }
    }

    /// <summary>Copies an object, perhaps with other attributes.</summary>
    /// <param name="session">The session; a read/write one where the copy is a token object.</param>
    /// <param name="source">The object.</param>
    /// <param name="template">Attributes in which the copy differs; null for none.</param>
    /// <param name="handle">Handle of the copy.</param>
    /// <returns>As <see cref="C_CreateObject"/>, and CKR_OBJECT_HANDLE_INVALID, CKR_ACTION_PROHIBITED (CKA_COPYABLE is false).</returns>
    public uint C_CopyObject(uint session, uint source, CkAttribute[] template, out uint handle)
    {
        handle = CK.CK_INVALID_HANDLE;
        lock (_gate)
        {
            uint rv = Enter(session, template ?? new CkAttribute[0], out Session found);
            if (rv == CKR.CKR_OK)
            {
                rv = _objects.Read(source, out StoredObject content);
                if (rv == CKR.CKR_OK)
                {
                    rv = content.Has(AttributeFlag.Copyable) ? CKR.CKR_OK : CKR.CKR_ACTION_PROHIBITED;
                    bool isToken = ObjectTable.IsTokenObject(source);
                    StoredObject copy = null;
                    if (rv == CKR.CKR_OK)
                    {
                        rv = Edit(content, template, true, ref isToken, out copy);
                    }

                    ObjectTable.Release(source, content);
                    if (rv == CKR.CKR_OK)
                    {
                        rv = Add(found, isToken, copy, out handle);
                    }
                }
            }

            return rv;
        }
    }

    /// <summary>Destroys an object, a damaged one too. A token object's bytes are overwritten or erased where the store can.</summary>
    /// <param name="session">The session; a read/write one for a token object.</param>
    /// <param name="handle">The object.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_OBJECT_HANDLE_INVALID, CKR_SESSION_READ_ONLY,
    /// CKR_ACTION_PROHIBITED (CKA_DESTROYABLE is false), CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_DestroyObject(uint session, uint handle)
    {
        lock (_gate)
        {
            uint rv = EnterToChange(session, handle);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            rv = _objects.Read(handle, out StoredObject content);
            if (rv == CKR.CKR_OK)
            {
                bool destroyable = content.Has(AttributeFlag.Destroyable);
                ObjectTable.Release(handle, content);
                return destroyable ? _objects.Delete(handle) : CKR.CKR_ACTION_PROHIBITED;
            }

            // What cannot be read any more can still be got rid of.
            return _objects.IsDamaged(rv) ? _objects.Delete(handle) : rv;
        }
    }

    /// <summary>How much room an object takes.</summary>
    /// <param name="session">The session.</param>
    /// <param name="handle">The object.</param>
    /// <param name="size">Bytes of its record.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_OBJECT_HANDLE_INVALID, CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_GetObjectSize(uint session, uint handle, out uint size)
    {
        size = CK.CK_UNAVAILABLE_INFORMATION;
        lock (_gate)
        {
            uint rv = Enter(session, out Session _);
            if (rv == CKR.CKR_OK)
            {
                rv = _objects.Read(handle, out StoredObject content);
                if (rv == CKR.CKR_OK)
                {
                    size = (uint)content.Record.Length;
                    ObjectTable.Release(handle, content);
                }
            }

            return rv;
        }
    }

    /// <summary>Reads attributes. All that can be told are, whatever becomes of the others.</summary>
    /// <param name="session">The session.</param>
    /// <param name="handle">The object.</param>
    /// <param name="template">What is wanted. A null <see cref="CkAttribute.Value"/> asks for the length. <see cref="CkAttribute.ValueLength"/>
    /// becomes the length, or CK_UNAVAILABLE_INFORMATION where the attribute is sensitive, unknown or does not fit.</param>
    /// <returns>CKR_OK; CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID or CKR_BUFFER_TOO_SMALL where that happened to an attribute, the last one
    /// counts; CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SESSION_HANDLE_INVALID, CKR_ARGUMENTS_BAD, CKR_OBJECT_HANDLE_INVALID, CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_GetAttributeValue(uint session, uint handle, CkAttribute[] template)
    {
        lock (_gate)
        {
            uint rv = Enter(session, out Session _);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (template == null)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            foreach (CkAttribute wanted in template)
            {
                if (wanted == null || (wanted.Value != null && !wanted.IsWhole))
                {
                    return CKR.CKR_ARGUMENTS_BAD;
                }
            }

            rv = _objects.Read(handle, out StoredObject content);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            foreach (CkAttribute wanted in template)
            {
                uint one = Tell(content, ObjectTable.IsTokenObject(handle), wanted);
                rv = one != CKR.CKR_OK ? one : rv;
            }

            ObjectTable.Release(handle, content);
            return rv;
        }
    }

    /// <summary>Changes attributes: all of them, or none where one may not change.</summary>
    /// <param name="session">The session; a read/write one for a token object.</param>
    /// <param name="handle">The object.</param>
    /// <param name="template">The new values.</param>
    /// <returns>As <see cref="C_CreateObject"/>, and CKR_OBJECT_HANDLE_INVALID, CKR_ACTION_PROHIBITED (CKA_MODIFIABLE is false).</returns>
    public uint C_SetAttributeValue(uint session, uint handle, CkAttribute[] template)
    {
        lock (_gate)
        {
            uint rv = Enter(session, template, out Session _);
            if (rv == CKR.CKR_OK)
            {
                rv = EnterToChange(session, handle);
            }

            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            rv = _objects.Read(handle, out StoredObject content);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            StoredObject changed = null;
            bool isToken = ObjectTable.IsTokenObject(handle);
            rv = content.Has(AttributeFlag.Modifiable) ? Edit(content, template, false, ref isToken, out changed) : CKR.CKR_ACTION_PROHIBITED;
            ObjectTable.Release(handle, content);
            return rv == CKR.CKR_OK ? _objects.Replace(handle, changed) : rv;
        }
    }

    private static uint Tell(StoredObject content, bool isToken, CkAttribute wanted)
    {
        byte[] source = null;
        int start = 0;
        int length = 0;
        uint rv;
        try
        {
            rv = AttributeReader.Locate(content, isToken, wanted.Type, out source, out start, out length);
        }
        catch (OutOfMemoryException)
        {
            rv = CKR.CKR_HOST_MEMORY;
        }

        if (rv == CKR.CKR_OK && wanted.Value != null)
        {
            if (wanted.ValueLength < (uint)length)
            {
                rv = CKR.CKR_BUFFER_TOO_SMALL;
            }
            else if (length > 0)
            {
                Array.Copy(source, start, wanted.Value, 0, length);
            }
        }

        wanted.ValueLength = rv == CKR.CKR_OK ? (uint)length : CK.CK_UNAVAILABLE_INFORMATION;
        return rv;
    }

    private static uint Edit(StoredObject content, CkAttribute[] template, bool isCopy, ref bool isToken, out StoredObject edited)
    {
        edited = null;
        ObjectBuilder builder = null;
        try
        {
            builder = new ObjectBuilder(content.Class, content.Subtype);
            builder.Take(content);
            uint rv = template == null ? CKR.CKR_OK : ObjectEditor.Apply(builder, template, isCopy, ref isToken);
            if (rv == CKR.CKR_OK)
            {
                edited = builder.ToObject();
                rv = edited == null ? CKR.CKR_DEVICE_MEMORY : CKR.CKR_OK;
            }

            return rv;
        }
        catch (OutOfMemoryException)
        {
            return CKR.CKR_HOST_MEMORY;
        }
        finally
        {
            if (builder != null)
            {
                builder.Clear();
            }
        }
    }

    private uint Enter(uint session, CkAttribute[] template, out Session found)
    {
        uint rv = Enter(session, out found);
        return rv != CKR.CKR_OK || Template.IsWhole(template) ? rv : CKR.CKR_ARGUMENTS_BAD;
    }

    // The object exists, and the session may change it.
    private uint EnterToChange(uint session, uint handle)
    {
        uint rv = Enter(session, out Session found);
        if (rv != CKR.CKR_OK)
        {
            return rv;
        }

        if (!_objects.Exists(handle))
        {
            return CKR.CKR_OBJECT_HANDLE_INVALID;
        }

        return ObjectTable.IsTokenObject(handle) && !found.IsReadWrite ? CKR.CKR_SESSION_READ_ONLY : CKR.CKR_OK;
    }

    private uint Add(Session session, bool isToken, StoredObject made, out uint handle)
    {
        uint rv = CheckAdd(session, isToken, made.Has(AttributeFlag.Private));
        if (rv != CKR.CKR_OK)
        {
            made.Clear();
            handle = CK.CK_INVALID_HANDLE;
            return rv;
        }

        return _objects.Add(isToken, session.Handle, made, out handle);
    }

    // Whether the session may make such an object.
    private uint CheckAdd(Session session, bool isToken, bool isPrivate) =>
        isToken && !session.IsReadWrite ? CKR.CKR_SESSION_READ_ONLY
            : isPrivate && !_objects.ShowsPrivate ? CKR.CKR_USER_NOT_LOGGED_IN : CKR.CKR_OK;
}
