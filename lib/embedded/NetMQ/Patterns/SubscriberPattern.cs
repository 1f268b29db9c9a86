using NetMQ.Transport;
using NetMQ.Zmtp;

namespace NetMQ.Patterns;

/// <summary>SUB: receives what its peers publish under the topics that it subscribed to.</summary>
internal sealed class SubscriberPattern : SocketPattern
{
    private readonly List<byte[]> _topics = [];
    private readonly HashSet<Pipe> _connected = [];

    public override string Type => "SUB";

    public override IReadOnlyList<string> PeerTypes { get; } = ["PUB", "XPUB"];

    public override bool CanSend => throw new NotSupportedException("A subscriber does not send.");

    public override void Send(byte[][] message) => throw new NotSupportedException("A subscriber does not send.");

    public void Subscribe(byte[] topic)
    {
        _topics.Add(topic);
        Tell(topic, OutgoingKind.Subscribe);
    }

    public void Unsubscribe(byte[] topic)
    {
        var at = _topics.FindIndex(known => known.AsSpan().SequenceEqual(topic));
        if (at < 0)
            return;
        _topics.RemoveAt(at);
        Tell(topic, OutgoingKind.Cancel);
    }

    // A publisher that this side connects to is told when the connection is up, and again whenever it is up again.
    public override void Connected(Pipe pipe, Ready ready) => Introduce(pipe);

    public override void Disconnected(Pipe pipe) => _connected.Remove(pipe);

    public override void Add(Pipe pipe, Ready? ready)
    {
        base.Add(pipe, ready);
        if (ready is not null)
            Introduce(pipe);
    }

    private void Introduce(Pipe pipe)
    {
        _connected.Add(pipe);
        foreach (var topic in _topics)
            pipe.TrySend(new([topic], OutgoingKind.Subscribe));
    }

    private void Tell(byte[] topic, OutgoingKind kind)
    {
        foreach (var pipe in _connected)
            pipe.TrySend(new([topic], kind));
    }
}
