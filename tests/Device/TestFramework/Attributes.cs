using System;

namespace nanoFramework.TestFramework;

[AttributeUsage(AttributeTargets.Class)]
public sealed class TestClassAttribute : Attribute
{
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class TestMethodAttribute : Attribute
{
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class SetupAttribute : Attribute
{
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class CleanupAttribute : Attribute
{
}

[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class DataRowAttribute : Attribute
{
    public DataRowAttribute(params object[] arg)
    {
        Arguments = arg;
    }

    public object[] Arguments { get; }
}
