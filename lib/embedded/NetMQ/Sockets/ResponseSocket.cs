using NetMQ.Patterns;

namespace NetMQ.Sockets;

/// <summary>REP: receives a request and sends its answer.</summary>
public class ResponseSocket : NetMQSocket
{
    /// <summary>Makes the socket.</summary>
    /// <param name="connectionString">Addresses divided by commas, each after <c>@</c> to listen there or <c>&gt;</c> to connect there;
    /// by default it listens.</param>
    public ResponseSocket(string? connectionString = null)
        : base(_ => new ReplyPattern(), connectionString, bindsByDefault: true)
    {
    }
}
