namespace NfToken.Tests.Host.Cryptoki;

/// <summary>A session as the model knows it.</summary>
/// <param name="isReadWrite">CKF_RW_SESSION.</param>
internal sealed class ModelSession(bool isReadWrite)
{
    public bool IsReadWrite => isReadWrite;

    /// <summary>What an active search will still find; null where none is active.</summary>
    public Queue<uint>? Search { get; set; }

    /// <summary>Digest, signature and verification.</summary>
    public ModelOperation?[] Operations { get; } = new ModelOperation?[3];

    public void EndAll()
    {
        Search = null;
        Array.Clear(Operations);
    }
}
