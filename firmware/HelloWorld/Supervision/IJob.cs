namespace NfToken.HelloWorld;

/// <summary>What a board does once it has network and time.</summary>
public interface IJob
{
    /// <summary>Does it once.</summary>
    /// <returns>Whether all went well. Where not, a line on the console has said why.</returns>
    bool Run();
}
