using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfToken.Pal.Simulator;

/// <summary>
/// What a simulated board is besides the content of its flash: which board, with which profile, the number of its chip, and what generator of noise that has.
/// Kept in a file beside the image, named <c>IMAGE.board</c>: a copy of the image alone is not the same board.
/// </summary>
public sealed class BoardSidecar : IDeviceId
{
    private static readonly BoardJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    private readonly byte[] _deviceId;

    private BoardSidecar(string target, string profile, byte[] deviceId, EntropyKind? entropy)
    {
        Target = target;
        Profile = profile;
        _deviceId = deviceId;
        Entropy = entropy;
    }

    /// <summary>The nanoFramework target of the board.</summary>
    public string Target { get; }

    /// <summary>Name of the profile.</summary>
    public string Profile { get; }

    /// <summary>What generator of noise this board has; null: the one that its description says.</summary>
    public EntropyKind? Entropy { get; }

    /// <summary>Path of the file that belongs to an image.</summary>
    /// <param name="image">Path of the image.</param>
    public static string PathFor(string image) => image + ".board";

    /// <summary>Makes up a new chip.</summary>
    /// <param name="description">The board.</param>
    /// <param name="profile">The profile it runs.</param>
    /// <param name="entropy">Its generator of noise; null: what the description says.</param>
    public static BoardSidecar Create(BoardDescription description, BoardProfile profile, EntropyKind? entropy = null)
    {
        byte[] id = RandomNumberGenerator.GetBytes(description.DeviceIdLength);
        if (description.DeviceIdKind == "mac")
        {
            // Locally administered, unicast (IEEE 802): nobody's real card.
            id[0] = (byte)((id[0] & 0xFC) | 0x02);
        }

        return new BoardSidecar(description.Target, profile.Name, id, entropy);
    }

    /// <summary>Reads the file beside an image.</summary>
    /// <param name="image">Path of the image.</param>
    /// <exception cref="BoardException">The file is missing or holds something else.</exception>
    public static BoardSidecar Read(string image)
    {
        string path = PathFor(image);
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllText(path), Json.Document)
                ?? throw new BoardException($"{path}: it holds null");
            byte[] id = Convert.FromHexString(document.DeviceId);
            EntropyKind? entropy = document.Entropy == null ? null : EntropyKinds.Parse(document.Entropy, path + ": entropy");
            return id.Length > 0
                ? new BoardSidecar(document.Target, document.Profile, id, entropy)
                : throw new BoardException($"{path}: deviceId is empty");
        }
        catch (FileNotFoundException)
        {
            throw new BoardException($"{path} is missing: it says which board the image belongs to; bring it back from where the image came from");
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new BoardException(
                $"{path}: is damaged; it holds target, profile and deviceId as JSON: bring it back from where the image came from, or make a new board");
        }
    }

    /// <summary>Writes the file beside an image, in place of an older one.</summary>
    /// <param name="image">Path of the image.</param>
    public void Write(string image)
    {
        var document = new Document(Target, Profile, Convert.ToHexStringLower(_deviceId), Entropy is { } entropy ? EntropyKinds.Name(entropy) : null);
        File.WriteAllText(PathFor(image), JsonSerializer.Serialize(document, Json.Document) + "\n");
    }

    /// <inheritdoc/>
    public byte[] ReadDeviceId() => (byte[])_deviceId.Clone();

    internal sealed record Document(string Target, string Profile, string DeviceId, string? Entropy = null);
}
