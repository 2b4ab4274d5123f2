namespace NfToken.Tests.Host.Storage;

/// <summary>How thoroughly a history is cut to pieces.</summary>
internal sealed record PowerCutPlan
{
    /// <summary>Operations of a history.</summary>
    public int Steps { get; init; } = 60;

    /// <summary>Different ways in which each program or erase operation ends.</summary>
    public int Fates { get; init; } = 3;

    /// <summary>One in so many program and erase operations of a step is cut; 1: each.</summary>
    public int Sample { get; init; } = 1;

    /// <summary>One in so many recoveries from a cut is itself cut, at each of its operations.</summary>
    public int Nested { get; init; } = 4;

    /// <summary>One in so many operations of a recovery that is cut.</summary>
    public int NestedSample { get; init; } = 1;

    /// <summary>The same for the recovery from a cut recovery, and so on.</summary>
    public int Deeper { get; init; } = 60;

    /// <summary>Records that the history is about.</summary>
    public int Records { get; init; } = 6;

    /// <summary>Bytes that most values have at most; 0: by the room there is.</summary>
    public int Typical { get; init; }

    /// <summary>Bytes that a value has at most; 0: by the room there is.</summary>
    public int Largest { get; init; }
}
