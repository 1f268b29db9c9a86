namespace NetMQ.Zmtp;

/// <summary>A peer does not keep to the protocol: it is disconnected.</summary>
internal sealed class ZmtpException(string message) : Exception(message);
