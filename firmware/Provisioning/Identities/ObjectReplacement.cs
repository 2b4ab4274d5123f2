using System.Collections;
using NfToken.Cryptoki;

namespace NfToken.Provisioning;

/// <summary>New token objects in place of older ones with the same class and label: first all new ones are made, then the older ones go.</summary>
internal sealed class ObjectReplacement
{
    private readonly TokenSession _session;
    private readonly ArrayList _made = new ArrayList();
    private readonly ArrayList _retired = new ArrayList();

    /// <summary>Starts a replacement.</summary>
    /// <param name="session">A read/write session.</param>
    public ObjectReplacement(TokenSession session)
    {
        _session = session;
    }

    /// <summary>Makes an object; older ones with its class and label are to go.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="label">CKA_LABEL.</param>
    /// <param name="template">The whole object.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public void Add(uint objectClass, string label, CkAttribute[] template)
    {
        try
        {
            Retire(objectClass, label);
            _made.Add(_session.CreateObject(template));
        }
        finally
        {
            if (objectClass == CKO.CKO_PRIVATE_KEY)
            {
                ProvisioningTemplate.Clear(template);
            }
        }
    }

    /// <summary>Objects that were there before this replacement are to go.</summary>
    /// <param name="objectClass">CKO_*.</param>
    /// <param name="label">CKA_LABEL.</param>
    /// <exception cref="CryptokiException">The token refused.</exception>
    public void Retire(uint objectClass, string label)
    {
        foreach (uint handle in _session.FindObjects(
        [
            new CkAttribute(CKA.CKA_CLASS, objectClass),
            new CkAttribute(CKA.CKA_TOKEN, true),
            new CkAttribute(CKA.CKA_LABEL, label),
        ]))
        {
            if (!_made.Contains(handle) && !_retired.Contains(handle))
            {
                _retired.Add(handle);
            }
        }
    }

    /// <summary>Destroys what was made; what was there before stays.</summary>
    public void Undo() => Destroy(_made);

    /// <summary>Destroys what was replaced. An object that may not be destroyed stays: the newer one comes first.</summary>
    public void Finish() => Destroy(_retired);

    private void Destroy(ArrayList handles)
    {
        foreach (uint handle in handles)
        {
            _ = _session.Token.C_DestroyObject(_session.Handle, handle);
        }
    }
}
