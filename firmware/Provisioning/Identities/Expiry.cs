using System;
using NfToken.Certificates;
using NfToken.Pal;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary>The reminder that a certificate wants to be renewed.</summary>
public static class Expiry
{
    /// <summary>Days before its end from which on a certificate is complained about.</summary>
    public const int DaysOfWarning = 30;

    /// <summary>What there is to say of a certificate's dates.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="clock">The board's clock.</param>
    /// <returns>A line for people, or null: it is valid for longer, or the clock is not set.</returns>
    public static string Describe(CertificateInfo certificate, IClock clock)
    {
        if (!clock.IsSet)
        {
            return null;
        }

        TimeSpan left = certificate.NotAfter - clock.UtcNow;
        return left.Ticks < 0 ? "certificate expired on " + Dates.ToText(certificate.NotAfter) + ": rotate"
            : left.Days < DaysOfWarning ? "certificate expires in " + left.Days.ToString() + " days, on " + Dates.ToText(certificate.NotAfter) + ": rotate"
            : null;
    }
}
