using System.Text;
using NfToken.Pal;

namespace NfToken.Tests.Provisioning;

/// <summary>A UART over which a script comes, a few bytes at a time, and that keeps what is sent.</summary>
internal sealed class ScriptedPort : ISerialPort
{
    private readonly byte[] _script;
    private readonly int _step;
    private readonly StringBuilder _sent = new StringBuilder();
    private int _position;

    public ScriptedPort(byte[] script, int step)
    {
        _script = script;
        _step = step;
    }

    public string Sent => _sent.ToString();

    public int Read(byte[] buffer, int offset, int count)
    {
        int some = _script.Length - _position;
        some = some > count ? count : some;
        some = some > _step ? _step : some;
        System.Array.Copy(_script, _position, buffer, offset, some);
        _position += some;
        return some;
    }

    public void Write(byte[] buffer, int offset, int count) => _sent.Append(Encoding.UTF8.GetString(buffer, offset, count));
}
