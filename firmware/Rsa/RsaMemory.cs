namespace NfToken.Rsa;

/// <summary>The memory that RSA keeps between operations, empty of secrets: 5 to 15 KB after a signature, by the size of the key; less after verifications only.</summary>
public static class RsaMemory
{
    /// <summary>Gives it back. The next operation allocates it again.</summary>
    public static void Release()
    {
        lock (RsaWorkspace.Gate)
        {
            RsaWorkspace.Drop();
        }
    }
}
