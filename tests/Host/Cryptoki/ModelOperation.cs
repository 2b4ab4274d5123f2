namespace NfToken.Tests.Host.Cryptoki;

/// <summary>A digest, signature or verification as the model knows it.</summary>
/// <param name="takesParts">Whether the mechanism takes data in parts.</param>
internal sealed class ModelOperation(bool takesParts)
{
    public bool TakesParts => takesParts;

    /// <summary>Whether a part came.</summary>
    public bool HasParts { get; set; }

    /// <summary>Whether nothing came but a question for the length.</summary>
    public bool IsOnlyAsked { get; set; }

    /// <summary>Whether the length was asked for by the call that takes all data.</summary>
    public bool IsWhole { get; set; }

    /// <summary>What came in parts.</summary>
    public List<byte> Data { get; } = [];
}
