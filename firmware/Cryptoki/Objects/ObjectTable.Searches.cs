using System;

namespace NfToken.Cryptoki;

/// <content>Searches.</content>
internal sealed partial class ObjectTable
{
    /// <summary>Handles of all objects that match, the oldest token object first, session objects last.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="found">The handles, as many as <paramref name="count"/> says.</param>
    /// <param name="count">How many.</param>
    /// <returns>CKR_OK, CKR_DEVICE_ERROR or CKR_HOST_MEMORY.</returns>
    public uint Search(ObjectQuery query, out uint[] found, out int count)
    {
        found = null;
        count = 0;
        try
        {
            found = new uint[_index.Count + _sessionObjects.Count];
            uint rv = query.MayBeToken ? SearchToken(query, found, ref count) : CKR.CKR_OK;
            if (rv == CKR.CKR_OK && query.MayBeSession)
            {
                SearchSessions(query, found, ref count);
            }

            return rv;
        }
        catch (OutOfMemoryException)
        {
            return CKR.CKR_HOST_MEMORY;
        }
    }

    private uint SearchToken(ObjectQuery query, uint[] found, ref int count)
    {
        for (int i = 0; i < _index.Count; i++)
        {
            byte marks = _index.Marks(i);
            uint handle = Handle(i);
            if ((marks & ObjectIndex.Damaged) != 0 || (marks != 0 && !ShowsPrivate)
                || !query.MayMatch(RecordId.Class(_index.Id(i)), _index.LabelHash(i), _index.KeyIdHash(i)))
            {
                continue;
            }

            bool matches = true;
            if (query.NeedsContent)
            {
                uint rv = Read(handle, out StoredObject content);
                if (IsDamaged(rv))
                {
                    // Went bad since it was first read: as if it had been so from the start.
                    _index.Set(i, null);
                    continue;
                }

                if (rv != CKR.CKR_OK)
                {
                    return rv;
                }

                try
                {
                    matches = query.Matches(content, true);
                }
                finally
                {
                    Release(handle, content);
                }
            }

            if (matches)
            {
                found[count++] = handle;
            }
        }

        return CKR.CKR_OK;
    }

    private void SearchSessions(ObjectQuery query, uint[] found, ref int count)
    {
        for (int i = 0; i < _sessionObjects.Count; i++)
        {
            SessionObject item = At(i);
            if ((ShowsPrivate || !item.IsPrivate) && query.Matches(item.Content, false))
            {
                found[count++] = item.Handle;
            }
        }
    }
}
