using NfToken.Cryptography;

namespace NfToken.HelloWorld;

/// <summary>Tells whether the radio runs.</summary>
public delegate bool RadioQuery();

/// <summary>Makes a generator.</summary>
/// <param name="isRadioOn">Whether the radio runs, and so noise from the chip is noise.</param>
public delegate IRandomGenerator RandomMaker(bool isRadioOn);

/// <summary>
/// The generator of a board whose noise is noise only while the radio runs. It is made at first use. Made without the radio, it has the NV seed alone, or nothing to
/// give; once the radio runs, one that has noise takes its place.
/// </summary>
public sealed class RadioRandom : IRandomGenerator
{
    private readonly object _gate = new object();
    private readonly RadioQuery _query;
    private readonly RandomMaker _maker;
    private IRandomGenerator _generator;
    private bool _hasNoise;

    /// <summary>Makes nothing yet.</summary>
    /// <param name="query">Tells whether the radio runs.</param>
    /// <param name="maker">Makes the generator.</param>
    public RadioRandom(RadioQuery query, RandomMaker maker)
    {
        _query = query;
        _maker = maker;
    }

    /// <inheritdoc/>
    public void Generate(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            Current().Generate(buffer, offset, count);
        }
    }

    /// <inheritdoc/>
    public void AddSeed(byte[] input)
    {
        lock (_gate)
        {
            Current().AddSeed(input);
        }
    }

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            if (_generator != null)
            {
                _generator.Clear();
            }
        }
    }

    private IRandomGenerator Current()
    {
        bool isRadioOn = _hasNoise || _query();
        if (_generator == null || isRadioOn != _hasNoise)
        {
            if (_generator != null)
            {
                _generator.Clear();
            }

            _generator = _maker(isRadioOn);
            _hasNoise = isRadioOn;
        }

        return _generator;
    }
}
