namespace NfToken.Cryptoki;

/// <summary>One open session and the state of its operations.</summary>
internal sealed class Session
{
    /// <summary>Place of the digest among the operations.</summary>
    public const int Digest = 0;

    /// <summary>Place of the signature.</summary>
    public const int Sign = 1;

    /// <summary>Place of the verification.</summary>
    public const int Verify = 2;

    private readonly Operation[] _operations = new Operation[3];
    private uint[] _found;
    private int _foundCount;
    private int _foundNext;

    /// <summary>Makes a session without an active operation.</summary>
    /// <param name="handle">Its handle.</param>
    /// <param name="isReadWrite">Whether it may change token objects.</param>
    public Session(uint handle, bool isReadWrite)
    {
        Handle = handle;
        IsReadWrite = isReadWrite;
    }

    /// <summary>Its handle.</summary>
    public uint Handle { get; }

    /// <summary>Whether it may change token objects.</summary>
    public bool IsReadWrite { get; }

    /// <summary>Whether a search is active.</summary>
    public bool IsSearching => _found != null;

    /// <summary>Starts a search whose result is known.</summary>
    /// <param name="found">Handles found.</param>
    /// <param name="count">How many of them count.</param>
    public void StartSearch(uint[] found, int count)
    {
        _found = found;
        _foundCount = count;
        _foundNext = 0;
    }

    /// <summary>Takes the next handle of the search.</summary>
    /// <param name="handle">The handle.</param>
    /// <returns>False where there are no more.</returns>
    public bool TryTakeFound(out uint handle)
    {
        bool more = _foundNext < _foundCount;
        handle = more ? _found[_foundNext++] : CK.CK_INVALID_HANDLE;
        return more;
    }

    /// <summary>Ends the search.</summary>
    public void EndSearch() => _found = null;

    /// <summary>The operation that is active.</summary>
    /// <param name="kind"><see cref="Digest"/>, <see cref="Sign"/> or <see cref="Verify"/>.</param>
    /// <returns>Null where none is.</returns>
    public Operation Find(int kind) => _operations[kind];

    /// <summary>Starts an operation in place of one that may be there.</summary>
    /// <param name="kind"><see cref="Digest"/>, <see cref="Sign"/> or <see cref="Verify"/>.</param>
    /// <param name="operation">The operation; null to end only.</param>
    public void Set(int kind, Operation operation)
    {
        if (_operations[kind] != null)
        {
            _operations[kind].Clear();
        }

        _operations[kind] = operation;
    }

    /// <summary>Ends everything that is active, and clears what it holds of keys.</summary>
    public void EndAll()
    {
        EndSearch();
        Set(Digest, null);
        Set(Sign, null);
        Set(Verify, null);
    }
}
