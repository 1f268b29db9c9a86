using System.Text;

namespace NetMQ.Zmtp;

/// <summary>A command: its name, with the name's length before it, and its data.</summary>
internal static class Command
{
    public const string Ready = "READY";
    public const string Error = "ERROR";
    public const string Subscribe = "SUBSCRIBE";
    public const string Cancel = "CANCEL";
    public const string Ping = "PING";
    public const string Pong = "PONG";

    public static byte[] Create(string name, ReadOnlySpan<byte> data) => [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. data];

    /// <summary>Takes a command apart.</summary>
    /// <exception cref="ZmtpException">It is none.</exception>
    public static string Read(byte[] body, out ReadOnlySpan<byte> data)
    {
        if (body.Length == 0 || body[0] == 0 || body[0] > body.Length - 1)
            throw new ZmtpException("A command's name is longer than the command.");
        data = body.AsSpan(1 + body[0]);
        return Encoding.ASCII.GetString(body, 1, body[0]);
    }
}
