using System;

namespace NfToken.Pal.Simulator;

/// <summary>
/// An EEPROM in memory, in sections, that fails as parts fail: power lost in the middle of a write leaves a section that reads as before, as it should be, or as
/// neither, perhaps otherwise each time; bits flip, sections stop taking writes, sections wear out.
/// </summary>
public sealed class EepromSimulator : IEeprom
{
    private readonly byte[] _cells;

    /// <summary>Of each section: how it wavers, or null. What hangs here is never changed, so that copies share it.</summary>
    private readonly Torn?[] _torn;

    private readonly FaultRandom _random;
    private long _cutAt = long.MaxValue;
    private int _session;

    /// <summary>Makes a part whose bytes all are FF.</summary>
    /// <param name="sectionCount">Number of sections.</param>
    /// <param name="sectionSize">Size of a section in bytes.</param>
    /// <param name="seed">Seed of its faults.</param>
    public EepromSimulator(int sectionCount, int sectionSize, ulong seed = 0)
    {
        SectionCount = sectionCount;
        SectionSize = sectionSize;
        _cells = new byte[sectionCount * sectionSize];
        Array.Fill(_cells, (byte)0xFF);
        _torn = new Torn?[sectionCount];
        Writes = new int[sectionCount];
        Failures = new FlashFailure[sectionCount];
        _random = new FaultRandom(seed);
    }

    /// <inheritdoc/>
    public int SectionCount { get; }

    /// <inheritdoc/>
    public int SectionSize { get; }

    /// <summary>Writes of each section so far.</summary>
    public int[] Writes { get; }

    /// <summary>Of each section, whether it still takes writes, and whether it says so when it does not.</summary>
    public FlashFailure[] Failures { get; }

    /// <summary>Writes that a section bears.</summary>
    public int Endurance { get; set; } = int.MaxValue;

    /// <summary>Write operations so far.</summary>
    public long Operations { get; private set; }

    /// <summary>Bytes read.</summary>
    public long BytesRead { get; set; }

    /// <summary>Bytes written.</summary>
    public long BytesWritten { get; set; }

    /// <summary>Whether power is lost: nothing answers until <see cref="PowerUp"/>.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Called before each write that keeps to the rules, with what <see cref="Interrupt"/> takes.</summary>
    public Action<EepromWrite>? Watcher { get; set; }

    /// <summary>The same part in the same state, with a fate of its own; switched on, watched by nobody.</summary>
    /// <param name="seed">Seed of its faults.</param>
    public EepromSimulator Clone(ulong seed)
    {
        EepromSimulator clone = new(SectionCount, SectionSize);
        clone.CopyFrom(this, seed);
        return clone;
    }

    /// <summary>Brings the part to the state of another one of the same size, and switches it on.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="seed">Seed of the faults to come.</param>
    public void CopyFrom(EepromSimulator other, ulong seed)
    {
        Array.Copy(other._cells, _cells, _cells.Length);
        Array.Copy(other._torn, _torn, _torn.Length);
        Array.Copy(other.Writes, Writes, Writes.Length);
        Array.Copy(other.Failures, Failures, Failures.Length);
        Endurance = other.Endurance;
        _random.Reseed(seed);
        PowerUp();
    }

    /// <summary>Has power fail in the middle of a write.</summary>
    /// <param name="operations">After how many whole writes more; 0: the next one is torn.</param>
    public void CutAfter(long operations) => _cutAt = Operations + operations;

    /// <summary>Switches the part on again, and takes back a cut that did not happen.</summary>
    public void PowerUp()
    {
        IsOff = false;
        _cutAt = long.MaxValue;
        Restart();
    }

    /// <summary>Goes on after a reset: sections that are of two minds may have changed theirs.</summary>
    public void Restart() => _session++;

    /// <summary>Flips a bit, as wear or radiation does.</summary>
    /// <param name="section">Index of the section.</param>
    /// <param name="bit">Number of the bit in the section.</param>
    public void FlipBit(int section, int bit) => _cells[section * SectionSize + (bit >> 3)] ^= (byte)(1 << (bit & 7));

    /// <summary>What lies in a section; where it wavers, what it was meant to become.</summary>
    /// <param name="section">Index of the section.</param>
    public ReadOnlySpan<byte> GetCells(int section) => _cells.AsSpan(section * SectionSize, SectionSize);

    /// <summary>What else a section may read as, or nothing where it is firm.</summary>
    /// <param name="section">Index of the section.</param>
    public ReadOnlySpan<byte> GetOtherReading(int section) => _torn[section] is Torn torn ? torn.GetBefore(GetCells(section)) : default;

    /// <summary>Puts bytes into a section, whatever the rules.</summary>
    /// <param name="section">Index of the section.</param>
    /// <param name="offset">Where they go.</param>
    /// <param name="data">The bytes.</param>
    public void Poke(int section, int offset, ReadOnlySpan<byte> data) => data.CopyTo(_cells.AsSpan(section * SectionSize + offset));

    /// <inheritdoc/>
    public void Read(int section, int offset, byte[] buffer, int index, int count)
    {
        Check(section, offset, count);
        BytesRead += count;
        if (_torn[section] is Torn torn)
        {
            Span<byte> bytes = buffer.AsSpan(index, count);
            torn.Read(GetCells(section), offset, bytes, _random, _session);
            return;
        }

        Array.Copy(_cells, section * SectionSize + offset, buffer, index, count);
    }

    /// <inheritdoc/>
    public void Write(int section, byte[] data, int index, int count)
    {
        Check(section, 0, count);
        EepromWrite write = new(section, data, index, count);
        Watcher?.Invoke(write);
        BytesWritten += count;
        if (Operations++ >= _cutAt)
        {
            Interrupt(write);
            IsOff = true;
            throw new FlashException("power lost");
        }

        if (++Writes[section] > Endurance && Failures[section] == FlashFailure.None)
        {
            Failures[section] = FlashFailure.Reported;
        }

        if (Failures[section] == FlashFailure.Reported)
        {
            throw new FlashException($"section {section}: does not take writes");
        }

        if (Failures[section] == FlashFailure.None)
        {
            _torn[section] = _torn[section]?.After(count, SectionSize);
            Array.Copy(data, index, _cells, section * SectionSize, count);
        }
    }

    /// <summary>Does a write as power lost in its middle leaves it.</summary>
    /// <param name="write">The write.</param>
    public void Interrupt(EepromWrite write)
    {
        Span<byte> cells = _cells.AsSpan(write.Section * SectionSize, SectionSize);
        Writes[write.Section]++;
        byte[] before = cells.ToArray();
        if (_torn[write.Section] is Torn old)
        {
            // It wavered already: what it was before is one of its readings.
            old.Read(cells, 0, before, _random, _session);
        }

        write.Data.AsSpan(write.Index, write.Count).CopyTo(cells);
        _torn[write.Section] = Torn.Make(before, cells, _random);
    }

    /// <inheritdoc/>
    public void Sync()
    {
        if (IsOff)
        {
            throw new FlashException("no power");
        }
    }

    private void Check(int section, int offset, int count)
    {
        if (IsOff)
        {
            throw new FlashException("no power");
        }

        if (section < 0 || section >= SectionCount || offset < 0 || count < 0 || offset + count > SectionSize)
        {
            throw new FlashException($"section {section} offset {offset}: {count} bytes do not lie in the section");
        }
    }

    /// <summary>How a section reads whose write was interrupted.</summary>
    private sealed class Torn
    {
        /// <summary>Bits that come from the earlier content, always.</summary>
        private readonly byte[] _untouched;

        /// <summary>Bits that are one or the other, anew at each reading; null: all of the section changes at a stroke.</summary>
        private readonly byte[]? _wavering;

        /// <summary>Where it is the whole section that wavers: chance in 256ths of its earlier content; -1 or -2: by turns, a start for each.</summary>
        private readonly int _chance;

        /// <summary>Bytes from here on waver; those before were written since.</summary>
        private readonly int _start;

        private Torn(byte[] before, byte[] untouched, byte[]? wavering, int chance, int start)
        {
            Before = before;
            _untouched = untouched;
            _wavering = wavering;
            _chance = chance;
            _start = start;
        }

        private byte[] Before { get; }

        /// <summary>Its earlier content, but for what was written since.</summary>
        public byte[] GetBefore(ReadOnlySpan<byte> cells)
        {
            byte[] before = (byte[])Before.Clone();
            cells[.._start].CopyTo(before);
            return before;
        }

        public static Torn Make(byte[] before, Span<byte> after, FaultRandom random)
        {
            int size = before.Length;
            switch (random.Next(6))
            {
                case 0:
                    // A part that keeps its own books (emulated EEPROM) and cannot decide: one or the other, the same for long or at each reading.
                    return new Torn(before, new byte[size], null, random.Next(6) switch { 0 => -1, 1 => -2, 2 => 4, 3 => 252, 4 => 0, _ => 128 }, 0);
                case 1:
                    // Anything at all.
                    random.Fill(before);
                    return new Torn(before, new byte[size], Bits(size, 256, random), 0, 0);
                case 2:
                    return new Torn(before, Upward(size, random), new byte[size], 0, 0);
                case 3:
                    // Up to a byte, with that byte and some bits behind it undecided.
                    return new Torn(before, Upward(size, random), Bits(size, random.Next(3) * 4, random), 0, 0);
                case 4:
                    // All but a few bits arrived.
                    return new Torn(before, new byte[size], Few(before, after, random), 0, 0);
                default:
                    return new Torn(before, Bits(size, random.Next(257), random), Bits(size, random.Next(257), random), 0, 0);
            }
        }

        /// <summary>What remains of the wavering when the first bytes were written.</summary>
        public Torn? After(int count, int size)
        {
            int start = Math.Max(_start, count);
            return start >= size ? null : new Torn(Before, _untouched, _wavering, _chance, start);
        }

        public void Read(ReadOnlySpan<byte> cells, int offset, Span<byte> target, FaultRandom random, int session)
        {
            bool isBefore = _wavering == null && (_chance < 0 ? ((session + _chance) & 1) == 0 : random.Next(256) < _chance);
            for (int i = 0; i < target.Length; i++)
            {
                int at = offset + i;
                byte before = Before[at];
                byte cell = cells[at];
                if (at < _start || before == cell)
                {
                    target[i] = cell;
                }
                else if (_wavering == null)
                {
                    target[i] = isBefore ? before : cell;
                }
                else
                {
                    int mask = _untouched[at];
                    if (_wavering[at] != 0)
                    {
                        mask ^= _wavering[at] & (int)(random.Next() >> 56);
                    }

                    target[i] = (byte)((before & mask) | (cell & ~mask));
                }
            }
        }

        private static byte[] Upward(int size, FaultRandom random)
        {
            byte[] untouched = new byte[size];
            untouched.AsSpan(random.Next(size + 1)).Fill(0xFF);
            return untouched;
        }

        private static byte[] Bits(int size, int chance, FaultRandom random)
        {
            byte[] bits = new byte[size];
            for (int i = 0; i < size; i++)
            {
                bits[i] = (byte)random.Bits(chance);
            }

            return bits;
        }

        private static byte[] Few(byte[] before, Span<byte> after, FaultRandom random)
        {
            byte[] bits = new byte[before.Length];
            int start = random.Next(before.Length);
            int left = 1 + random.Next(3);
            for (int i = 0; i < bits.Length && left > 0; i++)
            {
                int at = (start + i) % bits.Length;
                int change = before[at] ^ after[at];
                if (change != 0)
                {
                    bits[at] = (byte)(change & -change);
                    left--;
                }
            }

            return bits;
        }
    }
}
