using NfToken.Cryptography;

namespace NfToken.Cryptoki;

/// <summary>What C_FindObjectsInit asks for: what the index can tell is taken out of the template, the rest is compared in full.</summary>
internal sealed class ObjectQuery
{
    private readonly CkAttribute[] _template;
    private readonly bool _hasClass;
    private readonly uint _class;
    private readonly bool _hasLabel;
    private readonly uint _labelHash;
    private readonly bool _hasKeyId;
    private readonly uint _keyIdHash;

    /// <summary>Reads a template.</summary>
    /// <param name="template">Attributes that must all be equal; none means every object. Checked, and not changed meanwhile.</param>
    public ObjectQuery(CkAttribute[] template)
    {
        _template = template;
        MayBeToken = true;
        MayBeSession = true;
        foreach (CkAttribute wanted in template)
        {
            switch (wanted.Type)
            {
                case CKA.CKA_CLASS when !_hasClass && wanted.TryGetNumber(out uint number):
                    _hasClass = true;
                    _class = number;
                    break;
                case CKA.CKA_TOKEN when wanted.TryGetBool(out bool token):
                    MayBeToken &= token;
                    MayBeSession &= !token;
                    break;
                case CKA.CKA_LABEL:
                    _hasLabel = true;
                    _labelHash = Fnv.Hash(wanted.Value, 0, (int)wanted.ValueLength);
                    NeedsContent = true;
                    break;
                case CKA.CKA_ID:
                    _hasKeyId = true;
                    _keyIdHash = Fnv.Hash(wanted.Value, 0, (int)wanted.ValueLength);
                    NeedsContent = true;
                    break;
                default:
                    NeedsContent = true;
                    break;
            }
        }
    }

    /// <summary>Whether token objects may match.</summary>
    public bool MayBeToken { get; }

    /// <summary>Whether session objects may match.</summary>
    public bool MayBeSession { get; }

    /// <summary>Whether the index cannot answer alone.</summary>
    public bool NeedsContent { get; }

    /// <summary>Whether an object may match as far as the index can tell.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="labelHash">Hash of its label.</param>
    /// <param name="keyIdHash">Hash of its CKA_ID.</param>
    public bool MayMatch(uint objectClass, uint labelHash, uint keyIdHash) =>
        (!_hasClass || objectClass == _class) && (!_hasLabel || labelHash == _labelHash) && (!_hasKeyId || keyIdHash == _keyIdHash);

    /// <summary>Whether an object has all attributes of the template. A value that is not revealed matches nothing.</summary>
    /// <param name="content">The object.</param>
    /// <param name="isToken">Whether it is a token object.</param>
    public bool Matches(StoredObject content, bool isToken)
    {
        foreach (CkAttribute wanted in _template)
        {
            if (AttributeReader.Locate(content, isToken, wanted.Type, out byte[] source, out int start, out int length) != CKR.CKR_OK
                || length != (int)wanted.ValueLength || (length > 0 && !BigEndian.Equal(source, start, wanted.Value, length)))
            {
                return false;
            }
        }

        return true;
    }
}
