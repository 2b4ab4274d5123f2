namespace NfToken.Pal;

/// <summary>
/// A folder of small files on a drive with a file system (<c>I:</c> littlefs on ESP32 flash, <c>D:</c> an SD card).
/// Promises little, because FAT promises little: a file being written when power is lost may be there whole, in part, with wrong bytes or not at all;
/// a file being deleted is there whole or not at all; other files stay as they were.
/// </summary>
public interface IDrive
{
    /// <summary>Names of all files, without the folder, in no order.</summary>
    string[] GetFileNames();

    /// <summary>The whole of a file.</summary>
    /// <param name="name">Name of the file, without the folder.</param>
    /// <returns>Its bytes, or null where there is no such file.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the drive does not answer.</exception>
    byte[] Read(string name);

    /// <summary>Makes or overwrites a file, and returns when it would outlast a loss of power.</summary>
    /// <param name="name">Name of the file, without the folder; 8.3 at the most.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Full"/> or <see cref="StoreError.Device"/>.</exception>
    void Write(string name, byte[] content);

    /// <summary>Deletes a file; nothing happens where there is none.</summary>
    /// <param name="name">Name of the file, without the folder.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the drive does not answer.</exception>
    void Delete(string name);
}
