using NfToken.Pal;
using NfToken.Pal.Storage;

namespace NfToken.Tests.Storage;

/// <summary>
/// Every store there is, by number: 0 flash log on NOR, 1 on a part that programs a unit once, 2 and 3 sections of 127 and 511 bytes, 4 EEPROM or FRAM
/// in sections of 128, 5 files on a drive.
/// </summary>
internal static class StoreUnderTest
{
    internal static object MakePart(int kind) => kind switch
    {
        0 => new RamFlash(4, 1024, 1, true),
        1 => new RamFlash(4, 1024, 8, false),
        2 => new RamEeprom(24, 127),
        3 => new RamEeprom(12, 511),
        4 => new RamEeprom(32, 128),
        _ => new RamDrive(),
    };

    internal static ObjectStore Format(object part)
    {
        if (part is RamFlash flash)
        {
            return FlashStore.Format(flash);
        }

        return part is RamEeprom eeprom ? EepromStore.Format(eeprom) : DriveStore.Format((RamDrive)part);
    }

    internal static ObjectStore Open(object part)
    {
        if (part is RamFlash flash)
        {
            return FlashStore.Open(flash);
        }

        return part is RamEeprom eeprom ? EepromStore.Open(eeprom) : DriveStore.Open((RamDrive)part);
    }
}
