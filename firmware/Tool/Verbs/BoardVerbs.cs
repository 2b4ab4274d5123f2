using System.CommandLine;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken board</c>: simulated boards.</summary>
internal static class BoardVerbs
{
    public static Command Create()
    {
        return new Command("board", "Simulated boards: a board's flash in a file.")
        {
            BoardNewVerb.Create(),
            BoardFlashVerb.Create(),
            BoardInfoVerb.Create(),
            BoardInspectVerb.Create(),
            BoardListVerb.Create(),
            BoardRunVerb.Create(),
        };
    }
}
