using nanoFramework.TestFramework;
using NfToken.Cryptography;
using NfToken.HelloWorld;

namespace NfToken.Tests.HelloWorld;

/// <summary>When the generator of a board with a radio is made, and made anew.</summary>
[TestClass]
public class RadioRandomTests
{
    [TestMethod]
    public void IsMadeAtFirstUseAndOnce()
    {
        Maker maker = new() { IsRadioOn = true };
        RadioRandom random = new(maker.Query, maker.Make);
        random.Clear();
        Assert.AreEqual("", maker.Made);
        Assert.AreEqual(1, Byte(random));
        Assert.AreEqual(1, Byte(random));
        random.AddSeed([9]);
        Assert.AreEqual("+", maker.Made);
    }

    [TestMethod]
    public void OneWithNoiseTakesThePlaceOfOneWithout()
    {
        Maker maker = new();
        RadioRandom random = new(maker.Query, maker.Make);
        Assert.AreEqual(1, Byte(random));
        Assert.AreEqual(1, Byte(random));
        maker.IsRadioOn = true;
        Assert.AreEqual(2, Byte(random));
        Assert.AreEqual("-+", maker.Made);
        Assert.AreEqual(1, maker.Cleared);
    }

    [TestMethod]
    public void OneWithNoiseStaysWhenTheNetworkIsLost()
    {
        Maker maker = new() { IsRadioOn = true };
        RadioRandom random = new(maker.Query, maker.Make);
        Assert.AreEqual(1, Byte(random));
        maker.IsRadioOn = false;
        Assert.AreEqual(1, Byte(random));
        Assert.AreEqual("+", maker.Made);
    }

    private static int Byte(RadioRandom random)
    {
        byte[] one = new byte[1];
        random.Generate(one, 0, 1);
        return one[0];
    }

    private sealed class Maker
    {
        public bool IsRadioOn { get; set; }

        public string Made { get; private set; } = "";

        public int Cleared { get; set; }

        public bool Query() => IsRadioOn;

        public IRandomGenerator Make(bool isRadioOn)
        {
            Made += isRadioOn ? "+" : "-";
            return new Numbered(this, Made.Length);
        }
    }

    private sealed class Numbered : IRandomGenerator
    {
        private readonly Maker _maker;
        private readonly int _number;

        public Numbered(Maker maker, int number)
        {
            _maker = maker;
            _number = number;
        }

        public void Generate(byte[] buffer, int offset, int count) => buffer[offset] = (byte)_number;

        public void AddSeed(byte[] input)
        {
        }

        public void Clear() => _maker.Cleared++;
    }
}
