using System;
using System.IO;

namespace NfToken.Pal.Nano;

/// <summary>A folder on a drive of the board: <c>I:\pkcs11</c> on an ESP32's littlefs, <c>D:\pkcs11</c> on an SD card.</summary>
public sealed class FileDrive : IDrive
{
    /// <summary>A file that is there for a moment only.</summary>
    private const string ProbeName = "PROBE.TMP";

    private readonly string _folder;

    /// <summary>Names the folder and makes it where it is missing.</summary>
    /// <param name="folder">Full path without a final backslash.</param>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: there is no such drive.</exception>
    public FileDrive(string folder)
    {
        _folder = folder;
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception e)
        {
            throw Failed("open", folder, e);
        }
    }

    /// <inheritdoc/>
    public string[] GetFileNames()
    {
        try
        {
            string[] names = Directory.GetFiles(_folder);
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = Path.GetFileName(names[i]);
            }

            return names;
        }
        catch (Exception e)
        {
            throw Failed("list", _folder, e);
        }
    }

    /// <inheritdoc/>
    public byte[] Read(string name)
    {
        string path = PathOf(name);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using (FileStream file = new(path, FileMode.Open, FileAccess.Read))
            {
                byte[] content = new byte[(int)file.Length];
                int read = 0;
                while (read < content.Length)
                {
                    int count = file.Read(content, read, content.Length - read);
                    if (count <= 0)
                    {
                        throw new StoreException(StoreError.Device, "read " + path + ": too short");
                    }

                    read += count;
                }

                return content;
            }
        }
        catch (StoreException)
        {
            throw;
        }
        catch (Exception e)
        {
            throw Failed("read", path, e);
        }
    }

    /// <inheritdoc/>
    public void Write(string name, byte[] content)
    {
        string path = PathOf(name);
        try
        {
            // Closing is what makes littlefs write its metadata: until then the old file stands.
            using (FileStream file = new(path, FileMode.Create, FileAccess.Write))
            {
                file.Write(content, 0, content.Length);
                file.Flush();
            }
        }
        catch (OutOfMemoryException)
        {
            Delete(name);
            throw;
        }
        catch (Exception e)
        {
            Delete(name);
            if (TakesFiles())
            {
                throw new StoreException(StoreError.Full, "write " + path + ": drive full");
            }

            throw Failed("write", path, e);
        }
    }

    /// <inheritdoc/>
    public void Delete(string name)
    {
        string path = PathOf(name);
        try
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
        catch (Exception e)
        {
            throw Failed("delete", path, e);
        }
    }

    /// <summary>
    /// Whether the drive works: the firmware reports a full drive, a broken one and one that was pulled out alike (CLR_E_FILE_IO). A full one has
    /// room for a file without content.
    /// </summary>
    private bool TakesFiles()
    {
        string path = PathOf(ProbeName);
        try
        {
            using (FileStream file = new(path, FileMode.Create, FileAccess.Write))
            {
                file.Flush();
            }

            bool isThere = File.Exists(path);
            File.Delete(path);
            return isThere;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private string PathOf(string name) => _folder + "\\" + name;

    private static StoreException Failed(string operation, string path, Exception e) =>
        new(StoreError.Device, operation + " " + path + ": " + e.Message);
}
