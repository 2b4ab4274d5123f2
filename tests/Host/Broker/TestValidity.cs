namespace NfToken.Tests.Host.Broker;

/// <summary>When a certificate is valid.</summary>
public enum TestValidity
{
    /// <summary>From yesterday to next year.</summary>
    Now,

    /// <summary>Until an hour ago.</summary>
    Expired,

    /// <summary>From tomorrow on.</summary>
    NotYet,
}
