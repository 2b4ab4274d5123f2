using System.CommandLine;

namespace NfToken.Tool.Verbs;

/// <summary><c>nftoken image</c>: what a programmer writes to a board's flash.</summary>
internal static class ImageVerbs
{
    public static Command Create()
    {
        return new Command("image", "Flash images of provisioned boards, for esptool, ST-LINK or a chip programmer.")
        {
            ImageCreateVerb.Create(),
        };
    }
}
