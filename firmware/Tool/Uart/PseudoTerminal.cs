using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NfToken.Tool.Uart;

/// <summary>A pseudo-terminal: a program that takes its <see cref="Path"/> for a serial port talks to our <see cref="Stream"/>.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int LinuxNoControllingTerminal = 0x100;
    private const int MacNoControllingTerminal = 0x20000;

    private readonly SafeFileHandle _master;

    /// <summary>Kept open: without it our side would read an error before anybody has opened the other, and each time it is closed.</summary>
    private readonly SafeFileHandle _slave;

    public PseudoTerminal()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new ToolException("Windows has no pseudo-terminals with a name; pipe into 'nftoken uart -' instead");
        }

        int master = posix_openpt(ReadWrite | (OperatingSystem.IsMacOS() ? MacNoControllingTerminal : LinuxNoControllingTerminal));
        _master = new SafeFileHandle(master, ownsHandle: true);
        if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        {
            throw new ToolException("the system gives no pseudo-terminal");
        }

        Path = Marshal.PtrToStringUTF8(ptsname(master))!;
        SerialPort.MakeRaw(Path, null);
        _slave = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Stream = new FileStream(_master, FileAccess.ReadWrite, 0);
    }

    /// <summary>The device file for the other side.</summary>
    public string Path { get; }

    /// <summary>What the other side writes, and reads.</summary>
    public Stream Stream { get; }

    public void Dispose()
    {
        Stream.Dispose();
        _slave.Dispose();
    }

#pragma warning disable SYSLIB1054, CA5392 // generated marshalling would make the whole tool unsafe code; the C library is always the system's
    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr ptsname(int descriptor);
#pragma warning restore SYSLIB1054, CA5392
}
