using System.Net.Sockets;
using NetMQ.Zmtp;

namespace NetMQ.Transport;

/// <summary>Keeps up the connection to one address.</summary>
internal sealed class Connector : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    private readonly SocketCore _core;
    private readonly Pipe _pipe;
    private readonly CancellationTokenSource _stop;

    public Connector(Endpoint endpoint, SocketCore core, Pipe pipe)
    {
        Endpoint = endpoint;
        _core = core;
        _pipe = pipe;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(core.Aborting);
        Lingering.Add(RunAsync());
    }

    public Endpoint Endpoint { get; }

    public void Dispose() => _pipe.CompleteSending();

    private async Task RunAsync()
    {
        while (!_pipe.IsClosed && !_core.IsDisposed)
        {
            var socket = new Socket(Endpoint.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(Endpoint.ToIPEndPoint(), _stop.Token).ConfigureAwait(false);
                await new Connection(socket, _core).RunAsync(Reattach, _stop.Token).ConfigureAwait(false);
                break;
            }
            catch (Exception error) when (SocketCore.IsEndOfConnection(error))
            {
                socket.Dispose();
                _core.Disconnected(_pipe);
            }

            await Task.WhenAny(Task.Delay(RetryAfter, CancellationToken.None), _pipe.Outgoing.Completion).ConfigureAwait(false);
        }

        _core.Detach(_pipe);
        _stop.Dispose();
    }

    private Pipe Reattach(Ready ready)
    {
        _core.Connected(_pipe, ready);
        return _pipe;
    }
}
