namespace NetMQ;

/// <summary>A socket that receives.</summary>
public interface IReceivingSocket
{
    /// <summary>Receives one part of a message; its <see cref="Msg.HasMore"/> says whether another follows.</summary>
    /// <param name="msg">Receives the part.</param>
    /// <param name="timeout">How long to wait; zero for not at all, a negative time for ever.</param>
    /// <returns>False when nothing came in time.</returns>
    bool TryReceive(ref Msg msg, TimeSpan timeout);
}
