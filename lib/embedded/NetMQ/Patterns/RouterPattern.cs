using System.Buffers.Binary;
using NetMQ.Transport;
using NetMQ.Zmtp;

namespace NetMQ.Patterns;

/// <summary>ROUTER: the first part of a message names the peer that it came from or goes to.</summary>
internal sealed class RouterPattern(SocketOptions options) : SocketPattern
{
    private readonly Dictionary<string, Pipe> _byName = new(StringComparer.Ordinal);
    private uint _count;

    public override string Type => "ROUTER";

    public override IReadOnlyList<string> PeerTypes { get; } = ["DEALER", "ROUTER", "REQ"];

    // A message for a full or unknown peer is dropped, so there is nothing to wait for.
    public override bool CanSend => true;

    public override void Add(Pipe pipe, Ready? ready)
    {
        base.Add(pipe, ready);
        Name(pipe, ready?.Identity ?? []);
    }

    public override void Connected(Pipe pipe, Ready ready)
    {
        if (ready.Identity.Length == 0)
            return;
        _byName.Remove(Key(pipe.RoutingId));
        Name(pipe, ready.Identity);
    }

    public override void Remove(Pipe pipe)
    {
        base.Remove(pipe);
        if (_byName.GetValueOrDefault(Key(pipe.RoutingId)) == pipe)
            _byName.Remove(Key(pipe.RoutingId));
    }

    public override bool TryReceive(out byte[][] message)
    {
        if (!TryReceiveFairly(out message, out var from))
            return false;
        message = [from.RoutingId, .. message];
        return true;
    }

    public override void Send(byte[][] message)
    {
        var isKnown = _byName.TryGetValue(Key(message[0]), out var pipe);
        var isSent = isKnown && message.Length > 1 && pipe!.TrySend(new(message[1..]));
        if (!isSent && options.RouterMandatory)
            throw new HostUnreachableException($"No peer is called {Key(message[0])}, or its queue is full.");
    }

    // A name that another peer has already is not given twice: the newcomer gets a chosen one.
    private void Name(Pipe pipe, byte[] identity)
    {
        if (identity.Length == 0 || !_byName.TryAdd(Key(identity), pipe))
        {
            identity = new byte[5];
            BinaryPrimitives.WriteUInt32BigEndian(identity.AsSpan(1), ++_count);
            _byName[Key(identity)] = pipe;
        }

        pipe.RoutingId = identity;
    }

    private static string Key(byte[] identity) => Convert.ToHexString(identity);
}
