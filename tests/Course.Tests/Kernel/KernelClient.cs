using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CourseProgram;
using NetMQ;
using NetMQ.Sockets;

namespace Course.Tests.Kernel;

/// <summary>A kernel process, and a client of it that can also misbehave.</summary>
public sealed class KernelClient : IAsyncLifetime
{
    private const string Key = "a key for tests";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("course-kernel-").FullName;
    private readonly string _session = Guid.NewGuid().ToString();
    private readonly Dictionary<string, int> _ports = [];
    private readonly DealerSocket _stdin = new();
    private readonly SubscriberSocket _broadcasts = new();
    private Process? _process;
    private Task<string>? _errors;

    public DealerSocket Shell { get; } = new();

    public DealerSocket Control { get; } = new();

    public Process Process => _process!;

    public async ValueTask InitializeAsync()
    {
        foreach (var (channel, port) in new[] { "shell", "control", "stdin", "iopub", "hb" }.Zip(FreePorts(5)))
            _ports[channel] = port;
        var connection = new JsonObject { ["transport"] = "tcp", ["ip"] = "127.0.0.1", ["key"] = Key, ["signature_scheme"] = "hmac-sha256" };
        foreach (var (channel, port) in _ports)
            connection[$"{channel}_port"] = port;
        var file = Path.Combine(_folder, "connection.json");
        await File.WriteAllTextAsync(file, connection.ToJsonString());

        _process = CourseProcess.Start("kernel", file);
        _errors = _process.StandardError.ReadToEndAsync();
        Shell.Options.Identity = _stdin.Options.Identity = Encoding.ASCII.GetBytes(_session);
        _broadcasts.Options.ReceiveHighWatermark = 0;
        _broadcasts.Subscribe("");
        Shell.Connect(AddressOf("shell"));
        Control.Connect(AddressOf("control"));
        _stdin.Connect(AddressOf("stdin"));
        _broadcasts.Connect(AddressOf("iopub"));

        // The kernel is heard from when the subscription has reached it.
        string? id;
        do
            id = Send(Shell, "kernel_info_request", []);
        while (!TryHear(TimeSpan.FromMilliseconds(500), out _) && !_process.HasExited);
        Assert.Equal(id, ParentOf(Hear(message => ParentOf(message) == id && StateOf(message) == "idle")));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in (NetMQSocket[])[Shell, Control, _stdin, _broadcasts])
            socket.Dispose();
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        await _errors!;
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public string AddressOf(string channel) => $"tcp://127.0.0.1:{_ports[channel]}";

    public int PortOf(string channel) => _ports[channel];

    /// <summary>Sends a message.</summary>
    /// <returns>Its id.</returns>
    public string Send(DealerSocket socket, string type, JsonObject content, Func<string, string>? forge = null, string? id = null)
    {
        id ??= Guid.NewGuid().ToString();
        var header = new JsonObject { ["msg_id"] = id, ["session"] = _session, ["username"] = "test", ["msg_type"] = type, ["version"] = "5.3" };
        string[] parts = [header.ToJsonString(), "{}", "{}", content.ToJsonString()];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(string.Concat(parts))));
        var message = new NetMQMessage();
        foreach (var part in (string[])["<IDS|MSG>", forge?.Invoke(signature) ?? signature, .. parts])
            message.Append(part, Encoding.UTF8);
        socket.SendMultipartMessage(message);
        return id;
    }

    public string SendCell(string code, bool canAsk = false) =>
        Send(Shell, "execute_request", new JsonObject { ["code"] = code, ["silent"] = false, ["store_history"] = true, ["allow_stdin"] = canAsk, ["stop_on_error"] = true });

    /// <summary>Runs a cell to its end.</summary>
    public (JsonObject Reply, IReadOnlyList<JsonObject> Broadcasts) Run(string code)
    {
        var id = SendCell(code);
        var reply = ReplyTo(Shell, id);
        return (reply, HearUntilIdle(id));
    }

    public static JsonObject ReplyTo(DealerSocket socket, string id)
    {
        while (true)
        {
            var message = Receive(socket);
            if (ParentOf(message) == id)
                return (JsonObject)message["content"]!;
        }
    }

    public IReadOnlyList<JsonObject> HearUntilIdle(string id)
    {
        var heard = new List<JsonObject>();
        while (heard.Count == 0 || StateOf(heard[^1]) != "idle")
            heard.Add(Hear(message => ParentOf(message) == id));
        return heard;
    }

    public JsonObject ReceiveInputRequest() => Receive(_stdin);

    public void SendInput(string value) => Send(_stdin, "input_reply", new JsonObject { ["status"] = "ok", ["value"] = value });

    public static string? TypeOf(JsonObject message) => (string?)message["header"]!["msg_type"];

    public static string TextOf(IEnumerable<JsonObject> broadcasts) =>
        string.Concat(broadcasts.Where(message => TypeOf(message) == "stream").Select(message => (string?)message["content"]!["text"]));

    private static string? ParentOf(JsonObject message) => (string?)message["parent_header"]!["msg_id"];

    private static string? StateOf(JsonObject message) => (string?)message["content"]!["execution_state"];

    private JsonObject Hear(Func<JsonObject, bool> isWanted)
    {
        while (true)
        {
            Assert.True(TryHear(Soon, out var message), "The kernel says nothing.");
            if (isWanted(message!))
                return message!;
        }
    }

    private bool TryHear(TimeSpan timeout, out JsonObject? message)
    {
        NetMQMessage? frames = null;
        var isHeard = _broadcasts.TryReceiveMultipartMessage(timeout, ref frames);
        message = isHeard ? Parse(frames!) : null;
        return isHeard;
    }

    private static JsonObject Receive(NetMQSocket socket)
    {
        NetMQMessage? frames = null;
        Assert.True(socket.TryReceiveMultipartMessage(Soon, ref frames), "The kernel does not answer.");
        return Parse(frames);
    }

    private static JsonObject Parse(NetMQMessage frames)
    {
        var parts = frames.Select(frame => frame.ConvertToString(Encoding.UTF8)).ToList();
        var at = parts.IndexOf("<IDS|MSG>");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(string.Concat(parts[(at + 2)..]))));
        Assert.Equal(signature, parts[at + 1]);
        return new JsonObject { ["header"] = JsonNode.Parse(parts[at + 2]), ["parent_header"] = JsonNode.Parse(parts[at + 3]), ["content"] = JsonNode.Parse(parts[at + 5]) };
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
