using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Benchmarks.Serving;

/// <summary>
/// One connection of a load: it sends requests that were made before and looks at no more of an answer than its status and its end,
/// as wrk does. A whole HTTP client would cost as much of the cores, which it shares with the server, as the server itself.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 << 10];

    private LoadConnection()
    {
    }

    public static async Task<LoadConnection> OpenAsync(Uri server)
    {
        var connection = new LoadConnection();
        await connection._socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port);
        return connection;
    }

    /// <summary>A request as it goes over the wire.</summary>
    public static byte[] Post(Uri server, string path, byte[] json) =>
        [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {json.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n"), .. json];

    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <returns>The answer's status.</returns>
    /// <exception cref="IOException">The server closed the connection, or answered with more than fits.</exception>
    public async ValueTask<int> AskAsync(byte[] request)
    {
        await _socket.SendAsync(request);
        for (var length = 0; length < _buffer.Length;)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (received == 0)
                throw new IOException("The server closed the connection.");
            length += received;
            if (IsWhole(_buffer.AsSpan(0, length)))
                return int.Parse(_buffer.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
        }

        throw new IOException($"An answer is longer than {_buffer.Length} bytes.");
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8); // chunked: nothing else of ours ends so
        var digits = answer[(length + "Content-Length: ".Length)..head];
        var end = digits.IndexOf((byte)'\r');
        return answer.Length - head - 4 == int.Parse(end < 0 ? digits : digits[..end], CultureInfo.InvariantCulture);
    }
}
