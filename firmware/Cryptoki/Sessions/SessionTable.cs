using System;

namespace NfToken.Cryptoki;

/// <summary>The open sessions. A handle's low byte is its place in the table plus 1, the rest a number that is not soon used again.</summary>
internal sealed class SessionTable
{
    private Session[] _sessions = new Session[4];
    private uint _serial;

    /// <summary>Open sessions.</summary>
    public int Count { get; private set; }

    /// <summary>Open read/write sessions.</summary>
    public int ReadWriteCount { get; private set; }

    /// <summary>Opens a session.</summary>
    /// <param name="isReadWrite">Whether it may change token objects.</param>
    /// <returns>Null where <see cref="CK.MaxSessions"/> are open.</returns>
    public Session Open(bool isReadWrite)
    {
        int place = 0;
        while (place < _sessions.Length && _sessions[place] != null)
        {
            place++;
        }

        if (place == CK.MaxSessions)
        {
            return null;
        }

        if (place == _sessions.Length)
        {
            int size = place * 2 > CK.MaxSessions ? CK.MaxSessions : place * 2;
            Session[] larger = new Session[size];
            Array.Copy(_sessions, 0, larger, 0, place);
            _sessions = larger;
        }

        _serial = (_serial + 1) & 0xFFFFFF;
        Session session = new Session((_serial << 8) | ((uint)place + 1), isReadWrite);
        _sessions[place] = session;
        Count++;
        ReadWriteCount += isReadWrite ? 1 : 0;
        return session;
    }

    /// <summary>The session of a handle, or null.</summary>
    /// <param name="handle">The handle.</param>
    public Session Find(uint handle)
    {
        uint place = (handle & 0xFF) - 1;
        if (place >= (uint)_sessions.Length)
        {
            return null;
        }

        Session session = _sessions[(int)place];
        return session != null && session.Handle == handle ? session : null;
    }

    /// <summary>Closes a session.</summary>
    /// <param name="session">A session of this table.</param>
    public void Close(Session session)
    {
        session.EndAll();
        _sessions[(int)(session.Handle & 0xFF) - 1] = null;
        Count--;
        ReadWriteCount -= session.IsReadWrite ? 1 : 0;
    }

    /// <summary>Ends whatever is active in any session.</summary>
    public void EndOperations()
    {
        foreach (Session session in _sessions)
        {
            if (session != null)
            {
                session.EndAll();
            }
        }
    }

    /// <summary>Closes all sessions.</summary>
    public void CloseAll()
    {
        EndOperations();
        _sessions = new Session[4];
        Count = 0;
        ReadWriteCount = 0;
    }
}
