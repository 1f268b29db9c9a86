using NetMQ.Transport;
using NetMQ.Zmtp;

namespace NetMQ.Patterns;

/// <summary>What one kind of socket does with its peers. All calls come under the socket's lock.</summary>
internal abstract class SocketPattern
{
    private int _next;

    /// <summary>The kind's name in the protocol.</summary>
    public abstract string Type { get; }

    /// <summary>The kinds it talks to.</summary>
    public abstract IReadOnlyList<string> PeerTypes { get; }

    /// <summary>Whether <see cref="Send"/> would take a message now rather than wait.</summary>
    public abstract bool CanSend { get; }

    public bool CanReceive => Peers.Exists(pipe => pipe.CanReceive);

    protected List<Pipe> Peers { get; } = [];

    /// <summary>Queues a message for its peers, or drops it where the kind does so.</summary>
    public abstract void Send(byte[][] message);

    /// <summary>Takes the next message of any peer.</summary>
    public virtual bool TryReceive(out byte[][] message) => TryReceiveFairly(out message, out _);

    /// <summary>A peer came: one that said who it is, or an address to connect to.</summary>
    public virtual void Add(Pipe pipe, Ready? ready) => Peers.Add(pipe);

    public virtual void Connected(Pipe pipe, Ready ready)
    {
    }

    public virtual void Disconnected(Pipe pipe)
    {
    }

    /// <summary>A peer is gone. Its messages stay until they are received.</summary>
    public virtual void Remove(Pipe pipe)
    {
        if (!pipe.CanReceive)
            Peers.Remove(pipe);
    }

    /// <summary>Handles a message that is not for the program; false for one that is.</summary>
    public virtual bool TryHandle(Pipe pipe, IReadOnlyList<byte[]> parts) => false;

    public virtual void OnSubscription(Pipe pipe, byte[] topic, bool isAdded)
    {
    }

    /// <summary>Takes turns among the peers.</summary>
    protected bool TryReceiveFairly(out byte[][] message, out Pipe from)
    {
        for (var i = 0; i < Peers.Count; i++)
        {
            var at = (_next + i) % Peers.Count;
            from = Peers[at];
            if (!from.TryReceive(out message))
                continue;

            _next = at + 1;
            if (!from.CanReceive && from.IsClosed)
                Peers.Remove(from);
            return true;
        }

        message = [];
        from = null!;
        return false;
    }

    /// <summary>Takes turns among the peers that have room.</summary>
    protected Pipe? NextWritable()
    {
        for (var i = 0; i < Peers.Count; i++)
        {
            var at = (_next + i) % Peers.Count;
            if (!Peers[at].CanSend)
                continue;
            _next = at + 1;
            return Peers[at];
        }

        return null;
    }

    protected bool HasWritable => Peers.Exists(pipe => pipe.CanSend);
}
