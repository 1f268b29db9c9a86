namespace NetMQ;

/// <summary>A socket that sends.</summary>
public interface IOutgoingSocket
{
    /// <summary>Sends one part of a message; the parts go out together with the last one.</summary>
    /// <param name="msg">The part; empty when the call returns true.</param>
    /// <param name="timeout">How long to wait for room; zero for not at all, a negative time for ever.</param>
    /// <param name="more">Whether another part of the same message follows.</param>
    /// <returns>False when there was no room in time.</returns>
    bool TrySend(ref Msg msg, TimeSpan timeout, bool more);
}
