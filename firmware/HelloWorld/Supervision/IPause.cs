namespace NfToken.HelloWorld;

/// <summary>Lets time pass.</summary>
public interface IPause
{
    /// <summary>Returns later, or when something has changed that is worth a look.</summary>
    /// <param name="milliseconds">How much later; -1: only for a change.</param>
    /// <returns>Whether something has changed.</returns>
    bool Wait(int milliseconds);
}
