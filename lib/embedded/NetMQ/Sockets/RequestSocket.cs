using NetMQ.Patterns;

namespace NetMQ.Sockets;

/// <summary>REQ: sends a request and receives its answer.</summary>
public class RequestSocket : NetMQSocket
{
    /// <summary>Makes the socket.</summary>
    /// <param name="connectionString">Addresses divided by commas, each after <c>@</c> to listen there or <c>&gt;</c> to connect there;
    /// by default it connects.</param>
    public RequestSocket(string? connectionString = null)
        : base(_ => new RequestPattern(), connectionString, bindsByDefault: false)
    {
    }
}
