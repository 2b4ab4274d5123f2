using System.Text.Json.Serialization;

namespace NfToken.Pal.Simulator;

/// <summary>Reads and writes a board's files without reflection, which a program compiled ahead of time does not have.</summary>
[JsonSerializable(typeof(BoardDocument))]
[JsonSerializable(typeof(BoardSidecar.Document))]
internal sealed partial class BoardJson : JsonSerializerContext;
