using System;

namespace NfToken.Pal.Simulator;

/// <summary>Who else may use a board's files.</summary>
internal sealed class ImageAccess
{
    private readonly Action? _changing;

    private ImageAccess(Action? changing)
    {
        _changing = changing;
    }

    /// <summary>Nobody: whoever opens them keeps every other program out.</summary>
    public static ImageAccess Alone { get; } = new(null);

    /// <summary>Whether other programs use them too, and a lock of their own says when.</summary>
    public bool IsShared => _changing != null;

    /// <summary>Other programs, which are told of changes.</summary>
    /// <param name="changing">Called before anything of the files changes.</param>
    public static ImageAccess Shared(Action changing) => new(changing);

    /// <summary>Says that something of the files is about to change.</summary>
    public void Change() => _changing?.Invoke();
}
