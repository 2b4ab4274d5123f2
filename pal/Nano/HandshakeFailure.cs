using System;
using System.Net.Sockets;
using System.Reflection;

namespace NfToken.Pal.Nano;

/// <summary>
/// What a failed SslStream.AuthenticateAsClient means. Firmware from July 2026 on throws CryptographicException with a number, for
/// <see cref="MbedTlsFailure"/>. Older firmware throws SocketException, which tells little.
/// </summary>
internal static class HandshakeFailure
{
    /// <summary>Puts it into words.</summary>
    /// <param name="exception">What AuthenticateAsClient threw.</param>
    public static TlsException Explain(Exception exception)
    {
        if (exception is OutOfMemoryException)
        {
            return new TlsException(TlsError.OutOfMemory, "mbedTLS");
        }

        if (exception is SocketException socket)
        {
            return SocketFailure.Explain(socket.ErrorCode, TlsError.Other);
        }

        // The type is looked at by its name: the class library of firmware 1.17 does not have it yet.
        Type type = exception.GetType();
        if (type.Name == "CryptographicException")
        {
            FieldInfo field = type.GetField("_errorCode", BindingFlags.Instance | BindingFlags.NonPublic);
            if (field != null)
            {
                return MbedTlsFailure.Explain((int)field.GetValue(exception));
            }
        }

        return new TlsException(TlsError.Other, type.Name + " " + exception.Message);
    }
}
