using NetMQ.Patterns;
using NetMQ.Transport;

namespace NetMQ;

/// <summary>
/// A ZeroMQ socket over TCP on this machine (<see href="https://rfc.zeromq.org/spec/37/"/>). One thread at a time may use it.
/// </summary>
public abstract class NetMQSocket : IOutgoingSocket, IReceivingSocket, IDisposable
{
    internal NetMQSocket(Func<SocketOptions, SocketPattern> pattern, string? connectionString, bool bindsByDefault)
    {
        Core = new(pattern, Options);
        foreach (var endpoint in (connectionString ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (binds, address) = endpoint[0] switch
            {
                '@' => (true, endpoint[1..]),
                '>' => (false, endpoint[1..]),
                _ => (bindsByDefault, endpoint),
            };
            if (binds)
                Bind(address);
            else
                Connect(address);
        }
    }

    /// <summary>The socket's settings.</summary>
    public SocketOptions Options { get; } = new();

    /// <summary>Whether a message can be received at once.</summary>
    public bool HasIn => Core.HasIn;

    /// <summary>Whether the socket is closed.</summary>
    public bool IsDisposed => Core.IsDisposed;

    internal SocketCore Core { get; }

    /// <summary>Listens at an address.</summary>
    /// <param name="address">Such as <c>tcp://127.0.0.1:5555</c>; port 0 or <c>*</c> for a free one.</param>
    /// <exception cref="AddressAlreadyInUseException">Another program listens there.</exception>
    /// <exception cref="NotSupportedException">The address is not one of TCP on this machine.</exception>
    public void Bind(string address) => Core.Bind(Endpoint.Parse(address));

    /// <summary>Listens at a free port of an address that names none, such as <c>tcp://127.0.0.1</c>.</summary>
    /// <returns>The port.</returns>
    public int BindRandomPort(string address) => Core.Bind(Endpoint.Parse(address + ":0"));

    /// <summary>Connects to an address, now or as soon as somebody listens there, and again whenever the connection is lost.</summary>
    /// <exception cref="NotSupportedException">The address is not one of TCP on this machine.</exception>
    public void Connect(string address) => Core.Connect(Endpoint.Parse(address));

    /// <summary>Ends a connection that <see cref="Connect"/> made.</summary>
    /// <exception cref="EndpointNotFoundException">There is none to this address.</exception>
    public void Disconnect(string address) => Core.Disconnect(Endpoint.Parse(address));

    /// <inheritdoc/>
    public virtual bool TrySend(ref Msg msg, TimeSpan timeout, bool more)
    {
        if (!Core.TrySend(msg.Detach(), more, timeout))
            return false;
        msg.InitEmpty();
        return true;
    }

    /// <inheritdoc/>
    public virtual bool TryReceive(ref Msg msg, TimeSpan timeout)
    {
        if (!Core.TryReceive(out var part, out var more, timeout))
            return false;
        msg.InitGC(part, part.Length);
        msg.HasMore = more;
        return true;
    }

    /// <summary>Closes the socket. What waits to be sent is sent as far as <see cref="SocketOptions.Linger"/> allows.</summary>
    public void Close() => Dispose();

    /// <summary>Closes the socket. What waits to be sent is sent as far as <see cref="SocketOptions.Linger"/> allows.</summary>
    public void Dispose() => Core.Dispose();
}
