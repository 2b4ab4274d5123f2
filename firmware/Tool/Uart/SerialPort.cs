using System;
using System.Diagnostics;
using System.IO;
using System.Globalization;

namespace NfToken.Tool.Uart;

/// <summary>A serial port by what the system has: <c>stty</c> sets it, and then it reads like a file.</summary>
internal static class SerialPort
{
    /// <summary>Opens a port: 8 data bits, no parity, one stop bit, no flow control, no changes to what passes.</summary>
    /// <param name="path">Its device file, as <c>/dev/ttyUSB0</c>.</param>
    /// <param name="baud">Bits a second.</param>
    /// <param name="access">Whether it is read only, or written too.</param>
    /// <exception cref="ToolException">There is no such port, or it cannot be set.</exception>
    public static Stream Open(string path, int baud, FileAccess access = FileAccess.Read)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new ToolException($"{path}: on Windows let a terminal program read the port: plink -serial {path} -sercfg {baud},8,n,1,N | nftoken uart -");
        }

        if (!File.Exists(path))
        {
            throw new ToolException($"{path}: no such port; is the board plugged in? ports are mostly /dev/ttyUSB0 or /dev/ttyACM0");
        }

        MakeRaw(path, baud);
        try
        {
            return new FileStream(path, new FileStreamOptions { Access = access, Share = FileShare.ReadWrite, BufferSize = 0 });
        }
        catch (UnauthorizedAccessException)
        {
            throw NotAllowed(path);
        }
    }

    /// <summary>Has the terminal pass on bytes as they come.</summary>
    /// <param name="path">The terminal's device file.</param>
    /// <param name="baud">Bits a second; null leaves them.</param>
    public static void MakeRaw(string path, int? baud)
    {
        var start = new ProcessStartInfo("stty") { RedirectStandardError = true };
        start.ArgumentList.Add(OperatingSystem.IsMacOS() ? "-f" : "-F");
        start.ArgumentList.Add(path);
        foreach (string setting in (string[])["raw", "-echo", "cs8", "-parenb", "-cstopb", "-crtscts", "clocal", "cread", "-hupcl"])
        {
            start.ArgumentList.Add(setting);
        }

        if (baud is { } speed)
        {
            start.ArgumentList.Add(speed.ToString(CultureInfo.InvariantCulture));
        }

        try
        {
            using Process stty = Process.Start(start)!;
            string complaint = stty.StandardError.ReadToEnd();
            stty.WaitForExit();
            if (stty.ExitCode != 0)
            {
                throw complaint.Contains("ermission", StringComparison.Ordinal) ? NotAllowed(path) : new ToolException($"{path}: not a serial port that can be set: {complaint.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new ToolException("there is no 'stty', which sets the port; install coreutils");
        }
    }

    private static ToolException NotAllowed(string path) => new($"{path}: not allowed; add yourself to the port's group (sudo usermod -aG dialout $USER) and log in again");
}
