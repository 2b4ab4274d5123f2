using System;
using System.Runtime.Versioning;
using NfToken.Pal.Simulator;

namespace NfToken.NativeModule;

/// <summary>Finds the board that the environment names.</summary>
[SupportedOSPlatform("linux")]
internal static class BoardFinder
{
    /// <summary>Path of the image.</summary>
    private const string ImageVariable = "NFTOKEN_IMAGE";

    /// <summary>TARGET or TARGET/PROFILE: what an image is that has no <c>IMAGE.board</c>, and what a new one becomes.</summary>
    private const string BoardVariable = "NFTOKEN_BOARD";

    private const string DefaultProfile = "raw";

    /// <summary>Opens the board and leaves it entered.</summary>
    /// <param name="patience">How long to wait for other programs.</param>
    /// <exception cref="BoardException">No board is named, or its files are not what they should be.</exception>
    public static SharedBoard OpenEntered(TimeSpan patience)
    {
        string? image = Environment.GetEnvironmentVariable(ImageVariable);
        if (string.IsNullOrEmpty(image))
        {
            throw new BoardException($"set {ImageVariable} to the image of a board, as 'nftoken board new' makes it");
        }

        string? board = Environment.GetEnvironmentVariable(BoardVariable);
        if (!string.IsNullOrEmpty(board))
        {
            int slash = board.IndexOf('/', StringComparison.Ordinal);
            var description = BoardCatalog.Get(slash < 0 ? board : board[..slash]);
            SharedBoard.Complete(image, description, description.GetProfile(slash < 0 ? DefaultProfile : board[(slash + 1)..]));
        }

        return SharedBoard.OpenEntered(image, patience);
    }
}
