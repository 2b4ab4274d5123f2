namespace NfToken.Cryptoki;

/// <content>Mechanisms of the token (PKCS #11 v2.40, 5.5).</content>
public sealed partial class Token
{
    /// <summary>Lists the mechanisms that work with the parts that this token has.</summary>
    /// <param name="slotId">The slot.</param>
    /// <param name="list">Takes CKM_*; null asks how many there are.</param>
    /// <param name="count">How many <paramref name="list"/> can take, then how many there are.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL.</returns>
    public uint C_GetMechanismList(uint slotId, uint[] list, ref uint count)
    {
        lock (_gate)
        {
            uint rv = EnterSlot(slotId);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            if (list != null && count > (uint)list.Length)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            uint room = count;
            count = 0;
            for (int row = 0; row < MechanismTable.Count; row++)
            {
                if (MechanismTable.Flags(row, _parts) != 0)
                {
                    if (list != null && count < room)
                    {
                        list[(int)count] = MechanismTable.Type(row);
                    }

                    count++;
                }
            }

            return list == null || count <= room ? CKR.CKR_OK : CKR.CKR_BUFFER_TOO_SMALL;
        }
    }

    /// <summary>What a mechanism can do.</summary>
    /// <param name="slotId">The slot.</param>
    /// <param name="type">CKM_*.</param>
    /// <param name="info">The answer.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SLOT_ID_INVALID, CKR_MECHANISM_INVALID.</returns>
    public uint C_GetMechanismInfo(uint slotId, uint type, out CkMechanismInfo info)
    {
        info = null;
        lock (_gate)
        {
            uint rv = EnterSlot(slotId);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            int row = MechanismTable.Find(type);
            if (MechanismTable.Flags(row, _parts) == 0)
            {
                return CKR.CKR_MECHANISM_INVALID;
            }

            info = MechanismTable.Describe(row, _parts);
            return CKR.CKR_OK;
        }
    }
}
