using System;
using System.IO;
using System.Security.Cryptography;
using NfToken.Certificates;
using NfToken.Cryptography;

namespace NfToken.Tool;

/// <summary>Files of keys and certificates that the user names.</summary>
internal static class InputFile
{
    private const int MaximumLength = 64 * 1024;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its bytes, which the caller clears where they are a key.</returns>
    /// <exception cref="ToolException">There is no such file, or it is too long to be what was asked for.</exception>
    public static byte[] Read(string path)
    {
        if (Directory.Exists(path))
        {
            throw new ToolException($"{path}: is a directory; name a PEM or DER file");
        }

        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            byte[] content = ReadAll(path, file);
            if (!Pem.IsPem(content) && content[0] != DerTag.Sequence)
            {
                CryptographicOperations.ZeroMemory(content);
                throw new ToolException($"{path}: is neither PEM nor DER; name a file of a key or certificate");
            }

            return content;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ToolException($"{path}: no such file; check the name");
        }
        catch (UnauthorizedAccessException)
        {
            throw new ToolException($"{path}: may not be read; check its permissions");
        }
    }

    /// <summary>Runs the reading of a file's content, so that a complaint names the file.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="ToolException">The content is not what it should be.</exception>
    public static T Naming<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EncodingException e)
        {
            throw new ToolException($"{path}: {e.Message}{Advice(e.Message)}");
        }
    }

    // A pipe has no length: what counts is what comes out of it.
    private static byte[] ReadAll(string path, FileStream file)
    {
        byte[] buffer = new byte[MaximumLength + 1];
        try
        {
            int length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length switch
            {
                0 => throw new ToolException($"{path}: is empty; name a file of a key or certificate"),
                > MaximumLength => throw new ToolException($"{path}: has too many bytes for a key or certificate; the limit is {MaximumLength}"),
                _ => buffer[..length],
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static string Advice(string complaint)
    {
        bool Has(string part) => complaint.Contains(part, StringComparison.Ordinal);
        return Has("curve") || Has("neither EC nor RSA") ? "; the token takes P-256 and RSA keys"
            : Has("no private key") ? "; name the file with the private key"
            : Has("no certificate") ? "; name the file with the certificate"
            : Has("ends early") || Has("bad ") || Has("unexpected ") || Has("cut off") ? "; give a whole PEM or DER file"
            : string.Empty;
    }
}
