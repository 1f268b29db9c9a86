using NetMQ.Transport;

namespace NetMQ;

/// <summary>What concerns all sockets of the process.</summary>
public static class NetMQConfig
{
    /// <summary>
    /// How long a new socket, when it is closed, goes on sending what waits to be sent; negative for as long as it takes. By default zero.
    /// </summary>
    public static TimeSpan Linger { get; set; } = TimeSpan.Zero;

    /// <summary>Ends the library's work, when the program ends.</summary>
    /// <param name="block">Whether to wait until closed sockets have sent what was left to send, their peers are gone or their time to linger is over.</param>
    public static void Cleanup(bool block = true)
    {
        if (block)
            Lingering.Wait();
    }
}
