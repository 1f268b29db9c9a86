using System.Net.Sockets;
using NetMQ.Transport;

namespace NetMQ.Zmtp;

/// <summary>One TCP connection to one peer, from the greeting to the end.</summary>
internal sealed class Connection(Socket socket, SocketCore core)
{
    // What an empty part costs: endless empty parts must reach the limit on a message's size, too.
    private const int FrameOverhead = 32;

    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(30);

    /// <summary>Runs the connection until either side ends it.</summary>
    /// <param name="attach">Told who the peer is; gives the pipe to use.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="ZmtpException">The peer does not keep to the protocol.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public async Task RunAsync(Func<Ready, Pipe> attach, CancellationToken cancellationToken)
    {
        socket.NoDelay = true;
        using var stream = new NetworkStream(socket, ownsSocket: true);
        using var input = new BufferedStream(stream, 64 * 1024);
        var reader = new FrameReader(input, core.Options.MaxMsgSize);

        var (minorVersion, ready) = await ShakeHandsAsync(stream, input, reader, cancellationToken).ConfigureAwait(false);
        var writer = new FrameWriter(stream, minorVersion);
        var pipe = attach(ready);

        // When one direction ends, the other has to end too. A closed pipe that is written out ends the connection, not a waiting reader.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(reader, pipe, either.Token);
        var writing = WriteAsync(writer, pipe, either.Token);
        var first = await Task.WhenAny(reading, writing).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        if (first == writing)
            socket.Shutdown(SocketShutdown.Send);
        await first.ConfigureAwait(false);
    }

    private async Task<(int MinorVersion, Ready Ready)> ShakeHandsAsync(
        Stream output, Stream input, FrameReader reader, CancellationToken cancellationToken)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(HandshakeTime);
        await output.WriteAsync(Greeting.Create(), inTime.Token).ConfigureAwait(false);
        var greeting = new byte[Greeting.Length];
        await input.ReadExactlyAsync(greeting, inTime.Token).ConfigureAwait(false);
        var minorVersion = Greeting.Check(greeting);

        var writer = new FrameWriter(output, minorVersion);
        await writer.WriteAsync(FrameFlags.Command, new Ready(core.SocketType, core.Options.Identity ?? []).ToCommand(), inTime.Token).ConfigureAwait(false);
        await writer.FlushAsync(inTime.Token).ConfigureAwait(false);
        var ready = Ready.Read(await reader.ReadAsync(0, inTime.Token).ConfigureAwait(false));
        if (!core.Accepts(ready.SocketType))
            throw new ZmtpException($"A {core.SocketType} socket does not talk to a {ready.SocketType} socket.");
        return (minorVersion, ready);
    }

    private async Task ReadAsync(FrameReader reader, Pipe pipe, CancellationToken cancellationToken)
    {
        var parts = new List<byte[]>();
        var size = 0L;
        while (true)
        {
            var frame = await reader.ReadAsync(size, cancellationToken).ConfigureAwait(false);
            if (frame.IsCommand)
            {
                core.OnCommand(pipe, frame.Body);
                continue;
            }

            parts.Add(frame.Body);
            size += frame.Body.Length + FrameOverhead;
            if (frame.HasMore)
                continue;

            // A full queue holds this loop up, and with it the peer.
            if (!core.OnMessage(pipe, parts))
                await pipe.Incoming.WriteAsync([.. parts], cancellationToken).ConfigureAwait(false);
            core.Signal();
            parts.Clear();
            size = 0;
        }
    }

    private async Task WriteAsync(FrameWriter writer, Pipe pipe, CancellationToken cancellationToken)
    {
        while (await pipe.Outgoing.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (pipe.Outgoing.TryRead(out var outgoing))
            {
                core.Signal();
                await writer.WriteAsync(outgoing, cancellationToken).ConfigureAwait(false);
            }

            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
