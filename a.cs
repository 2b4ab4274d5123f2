using System.Runtime.InteropServices;
public static class A { [UnmanagedCallersOnly(EntryPoint="foo")] public static int Foo()=>42; }
