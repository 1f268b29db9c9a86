namespace NetMQ.Transport;

internal enum OutgoingKind
{
    Message,
    Subscribe,
    Cancel,
    Pong,
}

/// <summary>Something to write to a peer: a message's parts, or one part that is a topic or the context of a ping.</summary>
internal readonly record struct Outgoing(byte[][] Parts, OutgoingKind Kind = OutgoingKind.Message);
