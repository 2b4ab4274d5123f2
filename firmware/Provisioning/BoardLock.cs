using NfToken.Pal;

namespace NfToken.Provisioning;

/// <summary>
/// The lock that a finished board gets: the record <see cref="SystemRecord.Lock"/>, one byte of version (1). While it is there the console only reads; initialising
/// the token, or wiping the store, ends it, and both destroy the keys first. It binds the console, not the application.
/// </summary>
public static class BoardLock
{
    /// <summary>Whether the board is locked. A lock that cannot be read is one.</summary>
    /// <param name="store">The board's store.</param>
    public static bool IsSet(ObjectStore store) => store.FindObject(SystemRecord.Lock) >= 0;

    /// <summary>Locks the board.</summary>
    /// <param name="store">The board's store.</param>
    /// <exception cref="StoreException">The store is full or failed.</exception>
    public static void Set(ObjectStore store) => store.SaveObject(SystemRecord.Lock, [1]);

    /// <summary>Ends the lock. Whoever calls this has destroyed the keys.</summary>
    /// <param name="store">The board's store.</param>
    /// <exception cref="StoreException">The store failed.</exception>
    internal static void Remove(ObjectStore store) => store.DeleteObject(SystemRecord.Lock);
}
