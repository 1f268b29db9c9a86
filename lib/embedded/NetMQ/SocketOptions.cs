namespace NetMQ;

/// <summary>A socket's settings. Those about queues count for connections made afterwards.</summary>
public class SocketOptions
{
    internal SocketOptions()
    {
    }

    /// <summary>How a router names this socket, 1 to 255 bytes; null for a name that the router chooses.</summary>
    /// <exception cref="ArgumentException">The identity is too long, or begins with a zero byte, which is for chosen names.</exception>
    public byte[]? Identity
    {
        get;
        set => field = value is null or [not 0, ..] and { Length: <= 255 }
            ? value
            : throw new ArgumentException($"An identity has 1 to 255 bytes and does not begin with a zero byte; this one has {value.Length}.", nameof(value));
    }

    /// <summary>How many messages may wait to be sent to one peer; 0 for any number.</summary>
    public int SendHighWatermark { get; set; } = 1000;

    /// <summary>How many messages of one peer may wait to be received before no more are read from it; 0 for any number.</summary>
    public int ReceiveHighWatermark { get; set; } = 1000;

    /// <summary>The largest message accepted, in bytes; a peer that sends a larger one is disconnected. -1 for no limit.</summary>
    public long MaxMsgSize { get; set; } = -1;

    /// <summary>How long the socket, when it is closed, goes on sending what waits to be sent; negative for as long as it takes.</summary>
    public TimeSpan Linger { get; set; } = NetMQConfig.Linger;

    /// <summary>How many connections may wait to be accepted.</summary>
    public int Backlog { get; set; } = 100;

    /// <summary>Whether a router throws when it has no peer for a message, instead of dropping it.</summary>
    public bool RouterMandatory { internal get; set; }

    /// <summary>The address bound last, with its real port; null before.</summary>
    public string? LastEndpoint { get; internal set; }
}
