using System.Reflection;
using nanoFramework.TestFramework;

namespace NfToken.Tests.Device.Runner;

/// <summary>One line of the device's console: a test method, with one data row where it has several.</summary>
public sealed record DeviceTest(MethodInfo Method, int Row, object[] Arguments)
{
    /// <summary>All tests of one assembly, in the order in which the device's launcher calls them.</summary>
    public static IEnumerable<DeviceTest> In(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.IsDefined(typeof(TestClassAttribute))
        orderby type.MetadataToken
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where method.IsDefined(typeof(TestMethodAttribute))
        orderby method.MetadataToken
        from test in RowsOf(method)
        select test;

    /// <summary>Runs the test as the device does: the instance is null, so a test that has state fails here too.</summary>
    public void Run()
    {
        RunAll(typeof(SetupAttribute));
        try
        {
            Call(Method, Arguments);
        }
        finally
        {
            RunAll(typeof(CleanupAttribute));
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method.DeclaringType!.FullName}.{Method.Name}.{Row}";

    private static IEnumerable<DeviceTest> RowsOf(MethodInfo method)
    {
        object[][] rows = [.. method.GetCustomAttributes<DataRowAttribute>().Select(row => row.Arguments)];
        return rows.Length == 0
            ? [new DeviceTest(method, 0, [])]
            : rows.Select((arguments, index) => new DeviceTest(method, index, arguments));
    }

    private static void Call(MethodInfo method, object[] arguments)
    {
        Type[] types = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        Type delegateType = System.Linq.Expressions.Expression.GetActionType(types);
        Delegate closedOverNull = method.IsStatic
            ? method.CreateDelegate(delegateType)
            : Delegate.CreateDelegate(delegateType, null, method, throwOnBindFailure: true)!;
        try
        {
            closedOverNull.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException thrown)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown.InnerException!);
        }
    }

    private void RunAll(Type attribute)
    {
        foreach (MethodInfo method in Method.DeclaringType!.GetMethods().Where(method => method.IsDefined(attribute)))
        {
            Call(method, []);
        }
    }
}
