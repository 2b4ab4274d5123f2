namespace NfToken.Pal.Simulator;

/// <summary>A write that an EEPROM is about to do.</summary>
/// <param name="Section">Index of the section.</param>
/// <param name="Data">Holds the bytes.</param>
/// <param name="Index">Where in <paramref name="Data"/> they start.</param>
/// <param name="Count">How many.</param>
public readonly record struct EepromWrite(int Section, byte[] Data, int Index, int Count);
