namespace NfToken.Cryptoki;

/// <content>Slot and token management functions (PKCS #11 v2.40, 5.5).</content>
public sealed partial class Token
{
    /// <summary>Lists the slots: there is one, and its token is always present.</summary>
    /// <param name="tokenPresent">Whether only slots with a token are wanted.</param>
    /// <param name="slotList">Takes the slots; null asks how many there are.</param>
    /// <param name="count">How many <paramref name="slotList"/> can take, then how many there are.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL.</returns>
    public uint C_GetSlotList(bool tokenPresent, uint[] slotList, ref uint count)
    {
        _ = tokenPresent;
        lock (_gate)
        {
            if (!_isInitialized)
            {
                return CKR.CKR_CRYPTOKI_NOT_INITIALIZED;
            }

            if (slotList != null && count > (uint)slotList.Length)
            {
                return CKR.CKR_ARGUMENTS_BAD;
            }

            bool fits = count >= 1;
            count = 1;
            if (slotList == null)
            {
                return CKR.CKR_OK;
            }

            if (!fits)
            {
                return CKR.CKR_BUFFER_TOO_SMALL;
            }

            slotList[0] = CK.SlotId;
            return CKR.CKR_OK;
        }
    }

    /// <summary>What a slot is.</summary>
    /// <param name="slotId">The slot.</param>
    /// <param name="info">The answer.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SLOT_ID_INVALID.</returns>
    public uint C_GetSlotInfo(uint slotId, out CkSlotInfo info)
    {
        info = null;
        lock (_gate)
        {
            uint rv = EnterSlot(slotId);
            if (rv == CKR.CKR_OK)
            {
                info = new CkSlotInfo();
            }

            return rv;
        }
    }

    /// <summary>What the token in a slot is, holds and could still take.</summary>
    /// <param name="slotId">The slot.</param>
    /// <param name="info">The answer.</param>
    /// <returns>CKR_OK, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_SLOT_ID_INVALID, CKR_DEVICE_ERROR, CKR_HOST_MEMORY.</returns>
    public uint C_GetTokenInfo(uint slotId, out CkTokenInfo info)
    {
        info = null;
        lock (_gate)
        {
            uint rv = EnterSlot(slotId);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            rv = _pins.GetFlags(out uint pinFlags);
            if (rv != CKR.CKR_OK)
            {
                return rv;
            }

            rv = _objects.GetMemory(out uint total, out uint free);
            if (rv == CKR.CKR_OK)
            {
                info = new CkTokenInfo(_state.GetLabel())
                {
                    SerialNumber = _serialNumber,
                    Flags = CKF.CKF_TOKEN_INITIALIZED | pinFlags | (_parts.Random == null ? 0 : CKF.CKF_RNG),
                    SessionCount = (uint)_sessions.Count,
                    RwSessionCount = (uint)_sessions.ReadWriteCount,
                    TotalMemory = total,
                    FreeMemory = free,
                };
            }

            return rv;
        }
    }

    private uint EnterSlot(uint slotId) =>
        !_isInitialized ? CKR.CKR_CRYPTOKI_NOT_INITIALIZED : slotId != CK.SlotId ? CKR.CKR_SLOT_ID_INVALID : CKR.CKR_OK;
}
