using System.Net.Sockets;
using NetMQ.Patterns;
using NetMQ.Zmtp;

namespace NetMQ.Transport;

/// <summary>What all kinds of sockets have in common: addresses, peers, waiting. One lock guards it all.</summary>
internal sealed class SocketCore : IDisposable
{
    private readonly object _gate = new();
    private readonly SocketPattern _pattern;
    private readonly List<Listener> _listeners = [];
    private readonly List<Connector> _connectors = [];
    private readonly List<Pipe> _pipes = [];
    private readonly List<byte[]> _sending = [];
    private readonly Queue<byte[]> _received = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _aborting = new();
    private volatile bool _isDisposed;

    public SocketCore(Func<SocketOptions, SocketPattern> pattern, SocketOptions options)
    {
        Options = options;
        _pattern = pattern(options);
    }

    public SocketOptions Options { get; }

    public string SocketType => _pattern.Type;

    public bool IsDisposed => _isDisposed;

    /// <summary>Cancelled when the socket is closed: no more peers.</summary>
    public CancellationToken Closing => _closing.Token;

    /// <summary>Cancelled when the socket is closed and nothing is left to send: no more connections.</summary>
    public CancellationToken Aborting => _aborting.Token;

    public bool HasIn
    {
        get
        {
            lock (_gate)
                return _received.Count > 0 || _pattern.CanReceive;
        }
    }

    /// <summary>Whether any peer has subscribed to anything.</summary>
    public bool HasSubscribers
    {
        get
        {
            lock (_gate)
                return _pipes.Exists(pipe => pipe.Subscriptions.Count > 0);
        }
    }

    /// <summary>Whether an exception is a peer's or the network's doing, rather than a defect here.</summary>
    public static bool IsEndOfConnection(Exception error) =>
        error is ZmtpException or IOException or SocketException or OperationCanceledException or ObjectDisposedException or System.Threading.Channels.ChannelClosedException;

    public bool Accepts(string peerType) => _pattern.PeerTypes.Contains(peerType);

    public int Bind(Endpoint endpoint)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(NetMQSocket));
            var listener = new Listener(endpoint, this);
            _listeners.Add(listener);
            Options.LastEndpoint = listener.Endpoint.ToString();
            return listener.Endpoint.Port;
        }
    }

    public void Connect(Endpoint endpoint)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(NetMQSocket));
            var pipe = NewPipe();
            Add(pipe, ready: null);
            _connectors.Add(new(endpoint, this, pipe));
        }
    }

    public void Disconnect(Endpoint endpoint)
    {
        lock (_gate)
        {
            var connector = _connectors.Find(connector => connector.Endpoint == endpoint)
                ?? throw new EndpointNotFoundException($"The socket is not connected to {endpoint}.");
            _connectors.Remove(connector);
            connector.Dispose();
        }
    }

    public bool TrySend(byte[] part, bool more, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_sending.Count == 0 && !WaitUntil(() => _pattern.CanSend, timeout))
                return false;
            _sending.Add(part);
            if (more)
                return true;
            byte[][] message = [.. _sending];
            _sending.Clear();
            _pattern.Send(message);
            return true;
        }
    }

    public bool TryReceive(out byte[] part, out bool more, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_received.Count == 0)
            {
                byte[][] message = [];
                if (!WaitUntil(() => _pattern.TryReceive(out message), timeout))
                {
                    (part, more) = ([], false);
                    return false;
                }

                foreach (var received in message)
                    _received.Enqueue(received);
            }

            part = _received.Dequeue();
            more = _received.Count > 0;
            return true;
        }
    }

    /// <summary>Does something with the peers while nobody else touches them.</summary>
    public void WithPeers(Action action)
    {
        lock (_gate)
            action();
    }

    /// <summary>A peer was accepted.</summary>
    public Pipe Attach(Ready ready)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(NetMQSocket));
            var pipe = NewPipe();
            Add(pipe, ready);
            return pipe;
        }
    }

    /// <summary>A connection that this side made is up.</summary>
    public void Connected(Pipe pipe, Ready ready)
    {
        lock (_gate)
            _pattern.Connected(pipe, ready);
    }

    /// <summary>A connection that this side made is down, for now.</summary>
    public void Disconnected(Pipe pipe)
    {
        lock (_gate)
            _pattern.Disconnected(pipe);
    }

    /// <summary>A peer is gone for good. What it had sent can still be received.</summary>
    public void Detach(Pipe pipe)
    {
        lock (_gate)
        {
            pipe.CompleteSending();
            _pipes.Remove(pipe);
            _pattern.Disconnected(pipe);
            _pattern.Remove(pipe);
            if (_isDisposed && _pipes.Count == 0)
                _aborting.Cancel();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Gives a message that is for the pattern itself, such as a subscription, to it; false for any other.</summary>
    public bool OnMessage(Pipe pipe, IReadOnlyList<byte[]> parts)
    {
        lock (_gate)
            return _pattern.TryHandle(pipe, parts);
    }

    public void OnCommand(Pipe pipe, byte[] command)
    {
        var name = Command.Read(command, out var data);
        switch (name)
        {
            // The time to live, two bytes, comes before the context, which the answer repeats.
            case Command.Ping when data.Length >= 2:
                pipe.TrySend(new([data[2..].ToArray()], OutgoingKind.Pong));
                break;
            case Command.Subscribe or Command.Cancel:
                lock (_gate)
                    _pattern.OnSubscription(pipe, data.ToArray(), name is Command.Subscribe);
                break;
            case Command.Error:
                throw new ZmtpException("The peer reports an error.");
        }
    }

    /// <summary>Wakes up whoever waits to send or receive.</summary>
    public void Signal()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            foreach (var listener in _listeners)
                listener.Dispose();
            foreach (var pipe in _pipes)
                pipe.CompleteSending();
            _closing.Cancel();
            if (_pipes.Count == 0 || Options.Linger == TimeSpan.Zero)
                _aborting.Cancel();
            else if (Options.Linger > TimeSpan.Zero)
                _aborting.CancelAfter(Options.Linger);
            Monitor.PulseAll(_gate);
        }
    }

    private Pipe NewPipe() => new(Options.SendHighWatermark, Options.ReceiveHighWatermark);

    private void Add(Pipe pipe, Ready? ready)
    {
        _pipes.Add(pipe);
        _pattern.Add(pipe, ready);
        Monitor.PulseAll(_gate);
    }

    private bool WaitUntil(Func<bool> condition, TimeSpan timeout)
    {
        var isEndless = timeout < TimeSpan.Zero;
        var end = isEndless ? 0 : Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (true)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(NetMQSocket));
            if (condition())
                return true;
            var left = isEndless ? Timeout.Infinite : (int)Math.Clamp(end - Environment.TickCount64, 0, int.MaxValue);
            if (left == 0)
                return false;
            Monitor.Wait(_gate, left);
        }
    }
}
