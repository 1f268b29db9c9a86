using System.Text;
using NetMQ.Patterns;

namespace NetMQ.Sockets;

/// <summary>SUB: receives what its peers publish under the topics that it subscribed to.</summary>
public class SubscriberSocket : NetMQSocket
{
    private readonly SubscriberPattern _pattern;

    /// <summary>Makes the socket.</summary>
    /// <param name="connectionString">Addresses divided by commas, each after <c>@</c> to listen there or <c>&gt;</c> to connect there;
    /// by default it connects.</param>
    public SubscriberSocket(string? connectionString = null)
        : this(new SubscriberPattern(), connectionString)
    {
    }

    private SubscriberSocket(SubscriberPattern pattern, string? connectionString)
        : base(_ => pattern, connectionString, bindsByDefault: false) => _pattern = pattern;

    /// <summary>Asks for the messages whose first part begins with these bytes.</summary>
    public virtual void Subscribe(byte[] topic) => Core.WithPeers(() => _pattern.Subscribe(topic));

    /// <summary>Asks for the messages whose first part begins with this text in UTF-8; all messages for the empty text.</summary>
    public virtual void Subscribe(string topic) => Subscribe(Encoding.UTF8.GetBytes(topic));

    /// <summary>Takes back a subscription.</summary>
    public virtual void Unsubscribe(byte[] topic) => Core.WithPeers(() => _pattern.Unsubscribe(topic));

    /// <summary>Takes back a subscription.</summary>
    public virtual void Unsubscribe(string topic) => Unsubscribe(Encoding.UTF8.GetBytes(topic));
}
