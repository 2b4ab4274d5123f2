namespace NfToken.HelloWorld;

/// <summary>Whether a board has what its job needs, before network and time are tried.</summary>
public interface IReadiness
{
    /// <summary>Looks.</summary>
    /// <returns>Null where the job may begin; otherwise what is missing, in words.</returns>
    string GetMissing();
}
