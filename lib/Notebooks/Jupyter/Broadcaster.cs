using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Notebooks.Documents;
using Notebooks.Sessions;

namespace Notebooks.Jupyter;

/// <summary>
/// The channel on which all clients hear what the kernel does. Text comes together for a moment before it is sent: a cell that writes
/// character by character would drown its clients.
/// </summary>
internal sealed class Broadcaster : IDisposable
{
    private const int MostText = 64 * 1024;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly PublisherSocket _socket;
    private readonly MessageCodec _codec;
    private readonly Timer _timer;
    private readonly StringBuilder _text = new();
    private string _streamName = "";
    private JupyterMessage? _textParent;
    private bool _isDisposed;

    public Broadcaster(PublisherSocket socket, MessageCodec codec)
    {
        _socket = socket;
        _codec = codec;
        _timer = new(_ => Flush());
    }

    public void Status(string state, JupyterMessage? parent) => Send("status", new JsonObject { ["execution_state"] = state }, parent);

    /// <summary>Tells what a cell put out.</summary>
    public void Output(CellEvent output, int executionCount, JupyterMessage parent)
    {
        switch (output)
        {
            case StreamWritten written:
                Write(written, parent);
                break;
            case ValueDisplayed displayed:
                Send("display_data", Display(displayed.DisplayId, displayed.Data), parent);
                break;
            case DisplayUpdated updated:
                Send("update_display_data", Display(updated.DisplayId, updated.Data), parent);
                break;
            case ResultProduced result:
                Send("execute_result", new JsonObject { ["execution_count"] = executionCount, ["data"] = result.Data.ToMessage(), ["metadata"] = new JsonObject() }, parent);
                break;
        }
    }

    public void Send(string type, JsonObject content, JupyterMessage? parent)
    {
        lock (_gate)
        {
            FlushText();
            SendNow(type, content, parent);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            FlushText();
            _isDisposed = true;
        }

        _timer.Dispose();
    }

    private static JsonObject Display(string displayId, MimeBundle data) => new()
    {
        ["data"] = data.ToMessage(),
        ["metadata"] = new JsonObject(),
        ["transient"] = new JsonObject { ["display_id"] = displayId },
    };

    private void Write(StreamWritten written, JupyterMessage parent)
    {
        lock (_gate)
        {
            if (_streamName != written.StreamName || _textParent != parent)
                FlushText();
            if (_text.Length == 0)
                _timer.Change(Moment, Timeout.InfiniteTimeSpan);
            (_streamName, _textParent) = (written.StreamName, parent);
            _text.Append(written.Text);
            if (_text.Length >= MostText)
                FlushText();
        }
    }

    private void Flush()
    {
        lock (_gate)
            FlushText();
    }

    private void FlushText()
    {
        if (_text.Length == 0)
            return;
        SendNow("stream", new JsonObject { ["name"] = _streamName, ["text"] = _text.ToString() }, _textParent);
        _text.Clear();
    }

    private void SendNow(string type, JsonObject content, JupyterMessage? parent)
    {
        if (!_isDisposed)
            _socket.SendMultipartMessage(_codec.Write(type, content, parent, [Encoding.ASCII.GetBytes($"kernel.{type}")]));
    }
}
