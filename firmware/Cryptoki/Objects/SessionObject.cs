namespace NfToken.Cryptoki;

/// <summary>An object in RAM, which goes with the session that made it.</summary>
internal sealed class SessionObject
{
    /// <summary>Names the object.</summary>
    /// <param name="handle">Its handle.</param>
    /// <param name="owner">Handle of the session that made it.</param>
    /// <param name="content">What it is.</param>
    public SessionObject(uint handle, uint owner, StoredObject content)
    {
        Handle = handle;
        Owner = owner;
        Content = content;
    }

    /// <summary>Its handle.</summary>
    public uint Handle { get; }

    /// <summary>Handle of the session that made it.</summary>
    public uint Owner { get; }

    /// <summary>Whether CKA_PRIVATE is true.</summary>
    public bool IsPrivate => Content.Has(AttributeFlag.Private);

    /// <summary>What it is.</summary>
    public StoredObject Content { get; set; }
}
