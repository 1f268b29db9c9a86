using System.Threading.Channels;

namespace NetMQ.Transport;

/// <summary>The two queues between a socket and one peer. A pipe to an address outlives its connections; an accepted peer's pipe does not.</summary>
internal sealed class Pipe(int sendHighWatermark, int receiveHighWatermark)
{
    private readonly Channel<Outgoing> _outgoing = Create<Outgoing>(sendHighWatermark);
    private readonly Channel<byte[][]> _incoming = Create<byte[][]>(receiveHighWatermark);

    /// <summary>How a router names the peer.</summary>
    public byte[] RoutingId { get; set; } = [];

    /// <summary>The topics that the peer subscribed to, each as often as it did.</summary>
    public List<byte[]> Subscriptions { get; } = [];

    public ChannelReader<Outgoing> Outgoing => _outgoing.Reader;

    public ChannelWriter<byte[][]> Incoming => _incoming.Writer;

    public bool IsClosed { get; private set; }

    public bool CanSend => !IsClosed && (sendHighWatermark <= 0 || _outgoing.Reader.Count < sendHighWatermark);

    public bool CanReceive => _incoming.Reader.Count > 0;

    /// <summary>Queues something for the peer; false when the queue is full or closed.</summary>
    public bool TrySend(Outgoing outgoing) => _outgoing.Writer.TryWrite(outgoing);

    public bool TryReceive(out byte[][] message) => _incoming.Reader.TryRead(out message!);

    /// <summary>Takes nothing more to send; what is queued already can still be read.</summary>
    public void CompleteSending()
    {
        IsClosed = true;
        _outgoing.Writer.TryComplete();
    }

    private static Channel<T> Create<T>(int highWatermark) =>
        highWatermark <= 0 ? Channel.CreateUnbounded<T>() : Channel.CreateBounded<T>(highWatermark);
}
