using System.Collections;
using NfToken.Pal;

namespace NfToken.Tests.Storage;

/// <summary>A drive in RAM.</summary>
public sealed class RamDrive : IDrive
{
    private readonly ArrayList _names = new ArrayList();
    private readonly ArrayList _contents = new ArrayList();

    public string[] GetFileNames()
    {
        string[] names = new string[_names.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = (string)_names[i];
        }

        return names;
    }

    /// <summary>The file's own bytes, to damage them.</summary>
    public byte[] GetCells(string name)
    {
        int at = Find(name);
        return at < 0 ? null : (byte[])_contents[at];
    }

    public byte[] Read(string name)
    {
        byte[] content = GetCells(name);
        return content == null ? null : (byte[])content.Clone();
    }

    public void Write(string name, byte[] content)
    {
        Delete(name);
        _names.Add(name);
        _contents.Add(content.Clone());
    }

    public void Delete(string name)
    {
        int at = Find(name);
        if (at >= 0)
        {
            _names.RemoveAt(at);
            _contents.RemoveAt(at);
        }
    }

    private int Find(string name)
    {
        for (int i = 0; i < _names.Count; i++)
        {
            if ((string)_names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
