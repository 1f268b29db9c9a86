using System.Net.Sockets;
using NetMQ.Zmtp;

namespace NetMQ.Transport;

/// <summary>Accepts peers at one address.</summary>
internal sealed class Listener : IDisposable
{
    private readonly Socket _socket;
    private readonly SocketCore _core;

    public Listener(Endpoint endpoint, SocketCore core)
    {
        _core = core;
        _socket = new Socket(endpoint.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endpoint.ToIPEndPoint());
            _socket.Listen(core.Options.Backlog);
        }
        catch (SocketException error)
        {
            _socket.Dispose();
            throw error.SocketErrorCode is SocketError.AddressAlreadyInUse
                ? new AddressAlreadyInUseException(error, $"{endpoint} is in use already. Choose another port, or port 0 for any free one.")
                : new NetMQException($"{endpoint} cannot be listened at: {error.Message}", error);
        }

        Endpoint = endpoint with { Port = ((System.Net.IPEndPoint)_socket.LocalEndPoint!).Port };
        Accepting = AcceptAsync();
    }

    public Endpoint Endpoint { get; }

    public Task Accepting { get; }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        while (!_core.IsDisposed)
        {
            Socket peer;
            try
            {
                peer = await _socket.AcceptAsync(_core.Closing).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // The peer was gone before it was accepted, or there are no more file handles for the moment.
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            Lingering.Add(ServeAsync(peer));
        }
    }

    private async Task ServeAsync(Socket peer)
    {
        Pipe? pipe = null;
        try
        {
            await new Connection(peer, _core).RunAsync(ready => pipe = _core.Attach(ready), _core.Aborting).ConfigureAwait(false);
        }
        catch (Exception error) when (SocketCore.IsEndOfConnection(error))
        {
            // Whatever a peer does ends its own connection and nothing else.
        }
        finally
        {
            if (pipe is not null)
                _core.Detach(pipe);
        }
    }
}
