using NetMQ.Transport;

namespace NetMQ.Patterns;

/// <summary>REQ: a request, then its answer, then the next request. An empty part divides a message from the way it came.</summary>
internal sealed class RequestPattern : SocketPattern
{
    private Pipe? _asked;

    public override string Type => "REQ";

    public override IReadOnlyList<string> PeerTypes { get; } = ["REP", "ROUTER"];

    public override bool CanSend => _asked is null
        ? HasWritable
        : throw new FiniteStateMachineException("The request before this one has no answer yet: receive it first.");

    public override void Send(byte[][] message)
    {
        _asked = NextWritable();
        _asked?.TrySend(new([[], .. message]));
    }

    public override bool TryReceive(out byte[][] message)
    {
        if (_asked is null)
            throw new FiniteStateMachineException("There is nothing to receive before a request was sent.");

        // Only what the asked peer says is the answer, and only if it is one.
        while (TryReceiveFairly(out message, out var from))
        {
            if (from != _asked || message is not [{ Length: 0 }, _, ..])
                continue;
            message = message[1..];
            _asked = null;
            return true;
        }

        return false;
    }
}
