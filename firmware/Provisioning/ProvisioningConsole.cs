using System;
using NfToken.Cryptography;
using NfToken.Cryptoki;
using NfToken.Pal;
using NfToken.Tls;

namespace NfToken.Provisioning;

/// <summary>
/// The console on the board's UART (PROTOCOL.md): one line, one command, one answer. Nothing that comes over the wire ends it or leaves the board without a
/// prompt.
/// </summary>
public sealed class ProvisioningConsole
{
    /// <summary>Milliseconds after which a paste that does not go on is given up.</summary>
    public const int PasteTimeout = 60000;

    private readonly LineReader _reader;
    private readonly ConsoleWriter _writer;
    private readonly ConsoleContext _context;
    private Transfer _transfer;
    private string _pasteTag;
    private bool _pasteHasChecksum;
    private bool _hasChanged;
    private long _lastLine;

    /// <summary>Makes a console. Nothing is read before <see cref="Run"/>.</summary>
    /// <param name="port">The UART.</param>
    /// <param name="writer">Writes to the same UART; shared with the application, where that writes there too.</param>
    /// <param name="parts">What the console works with.</param>
    public ProvisioningConsole(ISerialPort port, ConsoleWriter writer, ConsoleParts parts)
    {
        _reader = new LineReader(port) { Echo = true };
        _writer = writer;
        _context = new ConsoleContext(parts);
    }

    /// <summary>Serves commands until the port ends; on a board for ever, on a thread of its own.</summary>
    public void Run()
    {
        Greet();
        WritePrompt();
        while (_reader.Next())
        {
            Handle();
            WritePrompt();
        }

        EndTransfer();
        _context.CloseSession();
    }

    private void Greet()
    {
        try
        {
            _writer.WriteLine("nftoken console: help");
            Identity[] identities = _context.FindIdentities();
            string reminder = identities == null ? null : Expiry.Describe(identities[0].Certificate, _context.Parts.Clock);
            if (reminder != null)
            {
                _writer.WriteLine(reminder);
            }
        }
        catch (CryptokiException e)
        {
            _writer.WriteLine("token: " + e.Message);
        }
    }

    private void Handle()
    {
        long now = _context.Parts.Clock.Milliseconds;
        bool isLate = _transfer != null && _transfer.IsPasted && now - _lastLine > PasteTimeout;
        _lastLine = now;
        if (_transfer != null && _transfer.IsPasted && (isLate || _reader.IsCancelled))
        {
            EndPaste("import given up");
            if (_reader.IsCancelled)
            {
                return;
            }
        }

        if (_reader.IsCancelled)
        {
            EndTransfer();
        }
        else if (_transfer != null && _transfer.IsPasted)
        {
            TakePaste();
        }
        else if (_reader.IsTooLong)
        {
            new Answer(_writer).End(ErrorCode.Line, "line longer than " + LineReader.Capacity.ToString(), null, false);
        }
        else if (_reader.IsNoise)
        {
            new Answer(_writer).End(ErrorCode.Noise, "not printable ASCII", null, false);
        }
        else
        {
            CommandLine line = new CommandLine(_reader.Line, _reader.Length);
            if (line.Count > 0 || line.Error != null)
            {
                Answer(line);
            }
        }
    }

    private void TakePaste()
    {
        if (_reader.Length != 1 || _reader.Line[0] != '.')
        {
            _transfer.AddLine(_reader);
            return;
        }

        Answer answer = new Answer(_writer);
        string text = null;
        string error = Try(answer, null, ref text);
        answer.End(error, text, _pasteTag, _pasteHasChecksum);
        EndTransfer();
    }

    private void EndPaste(string why)
    {
        new Answer(_writer).End(ErrorCode.State, why, _pasteTag, _pasteHasChecksum);
        EndTransfer();
    }

    private void EndTransfer()
    {
        if (_transfer != null)
        {
            _transfer.Clear();
            _transfer = null;
        }

        _reader.IsSilent = false;
    }

    private void Answer(CommandLine line)
    {
        Answer answer = new Answer(_writer);
        string text = line.Error == null ? null : "line not understood";
        string error = line.Error ?? Try(answer, line, ref text);
        if (error == null && _transfer != null && _transfer.IsPasted)
        {
            _pasteTag = line.Tag;
            _pasteHasChecksum = line.HasChecksum;
            return;
        }

        answer.End(error, text, line.Tag, line.HasChecksum);
    }

    // Does a command, or with null ends a paste; gives the error's code or null.
    private string Try(Answer answer, CommandLine line, ref string text)
    {
        try
        {
            _hasChanged = false;
            if (line == null)
            {
                Finish(answer);
            }
            else
            {
                Dispatch(answer, line);
            }

            if (_hasChanged && _context.Parts.Changed != null)
            {
                _context.Parts.Changed();
            }

            text = answer.Result;
            return null;
        }
        catch (ConsoleException e)
        {
            text = e.Message;
            return e.Code;
        }
        catch (ProvisioningException e)
        {
            text = e.Message;
            return e.Error == ProvisioningError.KeyMismatch || e.Error == ProvisioningError.Certificate ? ErrorCode.Mismatch : ErrorCode.Encoding;
        }
        catch (EncodingException e)
        {
            text = e.Message;
            return ErrorCode.Encoding;
        }
        catch (ArgumentException e)
        {
            text = e.Message;
            return ErrorCode.Usage;
        }
        catch (RandomException e)
        {
            text = e.Message;
            return ErrorCode.Random;
        }
        catch (StoreException e)
        {
            text = e.Message;
            return e.Error == StoreError.Full ? ErrorCode.Full : ErrorCode.Store;
        }
        catch (CryptokiException e)
        {
            text = e.Message;
            return e.ReturnValue == CKR.CKR_DEVICE_MEMORY ? ErrorCode.Full : e.ReturnValue == CKR.CKR_HOST_MEMORY ? ErrorCode.Memory : ErrorCode.Token;
        }
        catch (TlsException e)
        {
            text = e.Message;
            return ErrorCode.Missing;
        }
        catch (OutOfMemoryException)
        {
            text = "too little RAM";
            return ErrorCode.Memory;
        }
    }

    private void Dispatch(Answer answer, CommandLine line)
    {
        string verb = line[0];
        if (verb == "echo")
        {
            line.Expect(1, 1, "echo on|off");
            _reader.Echo = line.Is(1, "on") || (line.Is(1, "off") ? false : throw new ConsoleException(ErrorCode.Usage, "echo on|off"));
        }
        else if (verb == "import")
        {
            StartImport(answer, line);
        }
        else if (verb == "data")
        {
            TakeChunk(answer, line);
        }
        else
        {
            _hasChanged = VerbTable.Run(verb, _context, line, answer);
        }
    }

    private void StartImport(Answer answer, CommandLine line)
    {
        VerbTable.ExpectUnlocked(_context);
        bool isPaste = line.Count == 2;
        line.Expect(1, 3, ImportVerb.Usage);
        string kind = ImportVerb.KindOf(line);
        int length = isPaste ? 0 : line.GetNumber(2);
        uint checksum = isPaste ? 0 : line.GetHex32(3);
        if (isPaste || _transfer == null || !_transfer.IsSame(kind, length, checksum))
        {
            Transfer next = isPaste ? Transfer.Paste(kind) : Transfer.Chunks(kind, length, checksum);
            EndTransfer();
            _transfer = next;
        }

        if (isPaste)
        {
            _reader.IsSilent = true;
            answer.Line("paste", "PEM, then a line with a full stop; Ctrl-C gives up");
        }
        else
        {
            answer.Result = _transfer.Received.ToString();
        }
    }

    private void TakeChunk(Answer answer, CommandLine line)
    {
        line.Expect(2, 2, "data OFFSET HEX");
        if (_transfer == null)
        {
            throw new ConsoleException(ErrorCode.State, "no import has begun");
        }

        byte[] chunk = line.GetHex(2);
        _transfer.AddChunk(line.GetNumber(1), chunk);
        Array.Clear(chunk, 0, chunk.Length);
        answer.Result = _transfer.Received.ToString();
        if (_transfer.IsComplete)
        {
            try
            {
                VerbTable.ExpectUnlocked(_context);
                Finish(answer);
            }
            finally
            {
                EndTransfer();
            }
        }
    }

    private void Finish(Answer answer)
    {
        ImportVerb.Finish(_context, _transfer, answer);
        _hasChanged = true;
    }

    private void WritePrompt()
    {
        if (_reader.Echo && !_reader.IsSilent)
        {
            _writer.WritePrompt();
        }
    }
}
