using System;

namespace nanoFramework.TestFramework;

/// <summary>
/// The assertions of nanoFramework.TestFramework that the tests use, with its names and overloads, for the host.
/// </summary>
public static class Assert
{
    public static void AreEqual(bool expected, bool actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreEqual(byte expected, byte actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreEqual(int expected, int actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreEqual(uint expected, uint actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreEqual(long expected, long actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreEqual(ulong expected, ulong actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreEqual(string expected, string actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreEqual(DateTime expected, DateTime actual, string message = "") => Equal(expected == actual, expected, actual, message);

    public static void AreNotEqual(int notExpected, int actual, string message = "") => NotEqual(notExpected != actual, actual, message);

    public static void AreNotEqual(uint notExpected, uint actual, string message = "") => NotEqual(notExpected != actual, actual, message);

    public static void AreNotEqual(string notExpected, string actual, string message = "") => NotEqual(notExpected != actual, actual, message);

    public static void IsTrue(bool condition, string message = "") => Check(condition, "expected true", message);

    public static void IsFalse(bool condition, string message = "") => Check(!condition, "expected false", message);

    public static void IsNull(object value, string message = "") => Check(value == null, "expected null", message);

    public static void IsNotNull(object value, string message = "") => Check(value != null, "expected not null", message);

    public static void AreSame(object expected, object actual, string message = "") => Check(ReferenceEquals(expected, actual), "expected the same object", message);

    public static void AreNotSame(object notExpected, object actual, string message = "") => Check(!ReferenceEquals(notExpected, actual), "expected another object", message);

    public static void Contains(string expected, string value, string message = "") =>
        Check(value != null && value.Contains(expected), $"expected <{value}> to contain <{expected}>", message);

    public static void StartsWith(string expected, string value, string message = "") =>
        Check(value != null && value.StartsWith(expected, StringComparison.Ordinal), $"expected <{value}> to start with <{expected}>", message);

    public static void ThrowsException(Type exception, Action action, string message = "")
    {
        try
        {
            action();
        }
        catch (Exception thrown) when (thrown.GetType() == exception)
        {
            return;
        }
        catch (Exception thrown)
        {
            throw new AssertFailedException($"expected {exception.Name}, got {thrown.GetType().Name}: {thrown.Message} {message}");
        }

        throw new AssertFailedException($"expected {exception.Name}, nothing was thrown {message}");
    }

    public static void SkipTest(string message = null) => throw new SkipTestException(message);

    private static void Equal(bool condition, object expected, object actual, string message) =>
        Check(condition, $"expected <{expected}>, got <{actual}>", message);

    private static void NotEqual(bool condition, object actual, string message) => Check(condition, $"did not expect <{actual}>", message);

    private static void Check(bool condition, string problem, string message)
    {
        if (!condition)
        {
            throw new AssertFailedException(message.Length == 0 ? problem : problem + ": " + message);
        }
    }
}
