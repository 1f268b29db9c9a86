using NetMQ.Patterns;

namespace NetMQ.Sockets;

/// <summary>DEALER: sends to its peers and receives from them, in turn.</summary>
public class DealerSocket : NetMQSocket
{
    /// <summary>Makes the socket.</summary>
    /// <param name="connectionString">Addresses divided by commas, each after <c>@</c> to listen there or <c>&gt;</c> to connect there;
    /// by default it connects.</param>
    public DealerSocket(string? connectionString = null)
        : base(_ => new DealerPattern(), connectionString, bindsByDefault: false)
    {
    }
}
