namespace NetMQ.Patterns;

/// <summary>DEALER: messages go to the peers in turn, and come from them in turn.</summary>
internal sealed class DealerPattern : SocketPattern
{
    public override string Type => "DEALER";

    public override IReadOnlyList<string> PeerTypes { get; } = ["ROUTER", "DEALER", "REP"];

    public override bool CanSend => HasWritable;

    public override void Send(byte[][] message) => NextWritable()?.TrySend(new(message));
}
