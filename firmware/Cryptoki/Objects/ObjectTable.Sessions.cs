namespace NfToken.Cryptoki;

/// <content>Session objects.</content>
internal sealed partial class ObjectTable
{
    /// <summary>Destroys the objects that a session made.</summary>
    /// <param name="session">Handle of the session.</param>
    public void DropSession(uint session)
    {
        for (int i = _sessionObjects.Count - 1; i >= 0; i--)
        {
            if (At(i).Owner == session)
            {
                DropAt(i);
            }
        }
    }

    /// <summary>Destroys the private session objects, and makes the handles of private token objects mean nothing.</summary>
    public void DropPrivate()
    {
        _era = (_era + RecordId.Mask + 1) & ~SessionBit;
        for (int i = _sessionObjects.Count - 1; i >= 0; i--)
        {
            if (At(i).IsPrivate)
            {
                DropAt(i);
            }
        }
    }

    /// <summary>Destroys all session objects.</summary>
    public void DropSessionObjects()
    {
        foreach (SessionObject item in _sessionObjects)
        {
            item.Content.Clear();
        }

        _sessionObjects.Clear();
    }

    private SessionObject At(int place) => (SessionObject)_sessionObjects[place];

    private int FindSessionObject(uint handle)
    {
        for (int i = _sessionObjects.Count - 1; i >= 0; i--)
        {
            if (At(i).Handle == handle)
            {
                return i;
            }
        }

        return -1;
    }

    private void DropAt(int place)
    {
        At(place).Content.Clear();
        _sessionObjects.RemoveAt(place);
    }
}
