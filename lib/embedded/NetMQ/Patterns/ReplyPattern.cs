using NetMQ.Transport;

namespace NetMQ.Patterns;

/// <summary>REP: a request, then the answer to it, which goes back the way the request came.</summary>
internal sealed class ReplyPattern : SocketPattern
{
    private Pipe? _asker;
    private byte[][] _way = [];

    public override string Type => "REP";

    public override IReadOnlyList<string> PeerTypes { get; } = ["REQ", "DEALER"];

    public override bool CanSend => _asker is not null
        ? true
        : throw new FiniteStateMachineException("There is nothing to answer: receive a request first.");

    public override void Send(byte[][] message)
    {
        // An asker that is gone gets no answer.
        _asker!.TrySend(new([.. _way, .. message]));
        _asker = null;
    }

    public override bool TryReceive(out byte[][] message)
    {
        if (_asker is not null)
            throw new FiniteStateMachineException("The request before this one is not answered yet.");

        while (TryReceiveFairly(out message, out var from))
        {
            var end = Array.FindIndex(message, part => part.Length == 0);
            if (end < 0 || end == message.Length - 1)
                continue;
            (_asker, _way, message) = (from, message[..(end + 1)], message[(end + 1)..]);
            return true;
        }

        return false;
    }
}
