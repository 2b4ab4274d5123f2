using NfToken.Pal;

namespace NfToken.Tests.Host.Storage;

/// <summary>A part and the store over it, as the power-cut engine sees them.</summary>
internal abstract class PartUnderTest
{
    /// <summary>Called before each operation that changes the part, which <see cref="Interrupt"/> can then do in part elsewhere.</summary>
    public Action? Watcher { get; set; }

    /// <summary>Whether a value that is no record any more is nowhere in the part.</summary>
    public virtual bool ErasesSecrets => true;

    /// <summary>Whether a wipe that was interrupted leaves all records or none.</summary>
    public virtual bool WipesAtOnce => true;

    /// <summary>Whether the store tells the order of saving when it was opened again.</summary>
    public virtual bool KeepsOrder => true;

    /// <summary>Another part of the same make.</summary>
    public abstract PartUnderTest MakeTwin();

    /// <summary>Brings the part to the state of a twin, with a fate of its own, switched on.</summary>
    public abstract void CopyFrom(PartUnderTest twin, ulong seed);

    /// <summary>Does a part of what a twin is about to do, as power lost in its middle leaves it.</summary>
    public abstract void Interrupt(PartUnderTest twin);

    /// <summary>What the part is about to do.</summary>
    public abstract string Pending { get; }

    public abstract ObjectStore Format();

    public abstract ObjectStore Open();

    /// <summary>Has power fail in the middle of an operation after so many more.</summary>
    public abstract void CutAfter(int operations);

    public abstract bool IsOff { get; }

    public abstract void PowerUp();

    /// <summary>Whether the raw cells hold a stretch of one of the values.</summary>
    /// <param name="traces">The values.</param>
    /// <param name="isAllowed">Whether one of them may be there.</param>
    public virtual bool HasTrace(SecretTraces traces, Func<byte[], bool> isAllowed) => false;
}
