namespace NfToken.Cryptoki;

/// <summary>What the library is (CK_INFO). Text is not padded with blanks here.</summary>
public sealed class CkInfo
{
    internal CkInfo()
    {
    }

    /// <summary>Version of the standard: major number in the high byte, minor number in the low one.</summary>
    public uint CryptokiVersion => 0x0228;

    /// <summary>Who made the library; at most 32 bytes.</summary>
    public string ManufacturerId => "NfToken";

    /// <summary>None are defined.</summary>
    public uint Flags => 0;

    /// <summary>What the library is; at most 32 bytes.</summary>
    public string LibraryDescription => "PKCS #11 for .NET nanoFramework";

    /// <summary>Version of the library: major number in the high byte, minor number in the low one.</summary>
    public uint LibraryVersion => 0x0001;
}
