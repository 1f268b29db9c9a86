using NetMQ.Patterns;

namespace NetMQ.Sockets;

/// <summary>ROUTER: names the peer of each message in its first part.</summary>
public class RouterSocket : NetMQSocket
{
    /// <summary>Makes the socket.</summary>
    /// <param name="connectionString">Addresses divided by commas, each after <c>@</c> to listen there or <c>&gt;</c> to connect there;
    /// by default it listens.</param>
    public RouterSocket(string? connectionString = null)
        : base(options => new RouterPattern(options), connectionString, bindsByDefault: true)
    {
    }
}
