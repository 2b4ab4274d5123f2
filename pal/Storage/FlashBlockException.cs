namespace NfToken.Pal.Storage;

/// <summary>One block failed while the part still answers: the operation can go on with another block.</summary>
internal sealed class FlashBlockException : FlashException
{
    internal FlashBlockException(int block, string message)
        : base(message)
    {
        Block = block;
    }

    /// <summary>Index of the block.</summary>
    internal int Block { get; }
}
