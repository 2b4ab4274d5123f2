namespace NfToken.HelloWorld;

/// <summary>Lets time pass.</summary>
public interface IPause
{
    /// <summary>Returns later.</summary>
    /// <param name="milliseconds">How much later; -1: never.</param>
    void Wait(int milliseconds);
}
