namespace NfToken.Pal.Simulator;

/// <summary>How a block of a flash part fails that is worn out or broken.</summary>
public enum FlashFailure
{
    /// <summary>It works.</summary>
    None,

    /// <summary>The part says so: the operation throws.</summary>
    Reported,

    /// <summary>The operation ends as if all were well, and the cells are not what they should be.</summary>
    Silent,
}
