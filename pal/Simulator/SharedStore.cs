namespace NfToken.Pal.Simulator;

/// <summary>A store that can be opened anew behind its user's back, when another program changed what lies under it.</summary>
internal sealed class SharedStore : ObjectStore
{
    /// <summary>The store as it was opened last.</summary>
    public required ObjectStore Current { get; set; }

    /// <inheritdoc/>
    public override int FreeBytes => Current.FreeBytes;

    /// <inheritdoc/>
    public override int CapacityBytes => Current.CapacityBytes;

    /// <inheritdoc/>
    public override void SaveObject(uint id, byte[] value) => Current.SaveObject(id, value);

    /// <inheritdoc/>
    public override int FindObject(uint id) => Current.FindObject(id);

    /// <inheritdoc/>
    public override byte[] GetObjectValue(uint id) => Current.GetObjectValue(id);

    /// <inheritdoc/>
    public override bool DeleteObject(uint id) => Current.DeleteObject(id);

    /// <inheritdoc/>
    public override uint[] GetObjectIds() => Current.GetObjectIds();

    /// <inheritdoc/>
    public override void Wipe() => Current.Wipe();
}
