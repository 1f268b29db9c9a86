using NetMQ.Transport;

namespace NetMQ.Patterns;

/// <summary>PUB: a message goes to every peer that subscribed to a beginning of its first part and has room for it.</summary>
internal sealed class PublisherPattern : SocketPattern
{
    public override string Type => "PUB";

    public override IReadOnlyList<string> PeerTypes { get; } = ["SUB", "XSUB"];

    public override bool CanSend => true;

    public override void Send(byte[][] message)
    {
        foreach (var pipe in Peers)
        {
            if (pipe.Subscriptions.Exists(topic => message[0].AsSpan().StartsWith(topic)))
                pipe.TrySend(new(message));
        }
    }

    // All that a subscriber sends are subscriptions, told as messages by peers of version 3.0. Anything else is dropped.
    public override bool TryHandle(Pipe pipe, IReadOnlyList<byte[]> parts)
    {
        if (parts is [[0 or 1, ..] subscription])
            OnSubscription(pipe, subscription[1..], subscription[0] == 1);
        return true;
    }

    public override void OnSubscription(Pipe pipe, byte[] topic, bool isAdded)
    {
        if (isAdded)
            pipe.Subscriptions.Add(topic);
        else if (pipe.Subscriptions.FindIndex(known => known.AsSpan().SequenceEqual(topic)) is >= 0 and var at)
            pipe.Subscriptions.RemoveAt(at);
    }
}
