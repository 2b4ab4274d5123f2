using NfToken.Pal;

namespace NfToken.Tests.Benchmarks.Storage;

/// <summary>A part that counts what is done to it, and the store that works on it.</summary>
public interface IMeteredPart
{
    /// <summary>Bytes read.</summary>
    long BytesRead { get; }

    /// <summary>Bytes programmed or written, but for those over old values.</summary>
    long BytesProgrammed { get; }

    /// <summary>Bytes programmed over what was there: the erasure of secrets in place.</summary>
    long BytesOverwritten { get; }

    /// <summary>Blocks erased.</summary>
    long Erases { get; }

    /// <summary>Starts counting again from zero.</summary>
    void Reset();

    /// <summary>Makes an empty store.</summary>
    ObjectStore Format();

    /// <summary>Opens the store, as a start does.</summary>
    ObjectStore Open();
}
