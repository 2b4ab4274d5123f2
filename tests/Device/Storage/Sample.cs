using nanoFramework.TestFramework;
using NfToken.Pal;

namespace NfToken.Tests.Storage;

/// <summary>Values that are known by their number, and what a store makes of them.</summary>
internal static class Sample
{
    internal static byte[] Value(int seed, int length)
    {
        byte[] value = new byte[length];
        uint state = (uint)seed * 2654435761u;
        for (int i = 0; i < length; i++)
        {
            state = (state * 1664525u) + 1013904223u;
            value[i] = (byte)(state >> 24);
        }

        return value;
    }

    internal static void Check(ObjectStore store, uint id, int seed, int length)
    {
        byte[] expected = Value(seed, length);
        Assert.AreEqual(length, store.FindObject(id));
        byte[] actual = store.GetObjectValue(id);
        Assert.AreEqual(length, actual.Length);
        for (int i = 0; i < length; i++)
        {
            Assert.AreEqual((int)expected[i], (int)actual[i]);
        }
    }

    /// <summary>Number of the <see cref="StoreError"/> of reading a record, or -1.</summary>
    internal static int ErrorOf(ObjectStore store, uint id)
    {
        try
        {
            store.GetObjectValue(id);
            return -1;
        }
        catch (StoreException failure)
        {
            return (int)failure.Error;
        }
    }

    /// <summary>Number of the <see cref="StoreError"/> of opening a part, or -1.</summary>
    internal static int ErrorOfOpening(object part)
    {
        try
        {
            StoreUnderTest.Open(part);
            return -1;
        }
        catch (StoreException failure)
        {
            return (int)failure.Error;
        }
    }
}
