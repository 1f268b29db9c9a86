using NetMQ.Patterns;

namespace NetMQ.Sockets;

/// <summary>PUB: sends to all peers that subscribed.</summary>
public class PublisherSocket : NetMQSocket
{
    /// <summary>Makes the socket.</summary>
    /// <param name="connectionString">Addresses divided by commas, each after <c>@</c> to listen there or <c>&gt;</c> to connect there;
    /// by default it listens.</param>
    public PublisherSocket(string? connectionString = null)
        : base(_ => new PublisherPattern(), connectionString, bindsByDefault: true)
    {
    }
}
