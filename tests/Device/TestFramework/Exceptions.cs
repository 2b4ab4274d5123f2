using System;

namespace nanoFramework.TestFramework;

public class SkipTestException : Exception
{
    public SkipTestException(string message)
        : base(message)
    {
    }
}

public class AssertFailedException : Exception
{
    public AssertFailedException(string message)
        : base(message)
    {
    }
}
