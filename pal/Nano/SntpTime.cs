using System;
using nanoFramework.Networking;

namespace NfToken.Pal.Nano;

/// <summary>The firmware's SNTP client: asks its servers (0.pool.ntp.org and 1.pool.ntp.org where nobody changed them), and again each hour once it runs.</summary>
public sealed class SntpTime : ITimeSource
{
    /// <inheritdoc/>
    public void Request()
    {
        try
        {
            if (!Sntp.IsStarted)
            {
                Sntp.Start();
            }

            Sntp.UpdateNow();
        }
        catch (Exception e)
        {
            throw new TlsException(TlsError.Other, "SNTP: " + e.GetType().Name);
        }
    }
}
