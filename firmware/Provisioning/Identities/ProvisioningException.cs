using System;

namespace NfToken.Provisioning;

/// <summary>What was to be provisioned is unfit. The token was not touched.</summary>
public class ProvisioningException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">What is unfit.</param>
    /// <param name="message">Why; no secrets.</param>
    public ProvisioningException(ProvisioningError error, string message)
        : base(message)
    {
        Error = error;
    }

    /// <summary>What is unfit.</summary>
    public ProvisioningError Error { get; }
}
