namespace NfToken.Cryptography;

/// <summary>What the complete formulas work in: made once for a multiplication, so that no step of it makes garbage.</summary>
internal sealed class ProjectiveScratch
{
    public readonly ulong[] B = new ulong[P256Field.Limbs];
    public readonly ulong[] T0 = new ulong[P256Field.Limbs];
    public readonly ulong[] T1 = new ulong[P256Field.Limbs];
    public readonly ulong[] T2 = new ulong[P256Field.Limbs];
    public readonly ulong[] T3 = new ulong[P256Field.Limbs];
    public readonly ulong[] T4 = new ulong[P256Field.Limbs];
    public readonly ulong[] T5 = new ulong[P256Field.Limbs];
    public readonly ulong[] T6 = new ulong[P256Field.Limbs];
    public readonly ulong[] T7 = new ulong[P256Field.Limbs];

    public ProjectiveScratch()
    {
        P256Field.SetB(B);
    }

    /// <summary>Fills what is secret with zeros.</summary>
    public void Clear()
    {
        Limbs29.Clear(T0);
        Limbs29.Clear(T1);
        Limbs29.Clear(T2);
        Limbs29.Clear(T3);
        Limbs29.Clear(T4);
        Limbs29.Clear(T5);
        Limbs29.Clear(T6);
        Limbs29.Clear(T7);
    }
}
