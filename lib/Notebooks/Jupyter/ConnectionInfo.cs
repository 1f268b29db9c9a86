using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>
/// Where a kernel listens and how its messages are signed, as a connection file says
/// (<see href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files"/>).
/// </summary>
internal sealed record ConnectionInfo(string Ip, int Shell, int Control, int Stdin, int IOPub, int Heartbeat, string Key)
{
    /// <summary>Reads a connection file.</summary>
    /// <exception cref="JupyterException">It is none, or asks for what this kernel must not do.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ConnectionInfo Load(string path)
    {
        JsonObject json;
        try
        {
            json = JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new JsonException("It is no JSON object.");
        }
        catch (JsonException error)
        {
            throw new JupyterException($"{path} is no connection file: {error.Message}");
        }

        if (Text("transport") is var transport and not ("tcp" or null))
            throw new JupyterException($"{path} asks for the transport '{transport}'. This kernel knows tcp only.");
        var ip = Text("ip") ?? "127.0.0.1";
        if (ip is "localhost")
            ip = "127.0.0.1";
        if (!IPAddress.TryParse(ip, out var address) || !IPAddress.IsLoopback(address))
            throw new JupyterException($"{path} asks to listen at '{ip}'. Whoever reaches a kernel runs code with your rights, so this one listens at 127.0.0.1 only: start Jupyter without --KernelManager.ip.");
        if (Text("signature_scheme") is var scheme and not (MessageSigner.Scheme or null))
            throw new JupyterException($"{path} asks for the signature scheme '{scheme}'. This kernel knows {MessageSigner.Scheme} only.");
        if (Text("key") is not { Length: > 0 } key)
            throw new JupyterException($"{path} has no key, so that anybody on this machine could run code in the kernel. Start Jupyter without --Session.key=''.");
        return new(ip, Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"), key);

        string? Text(string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

        int Port(string name) => json[name] is JsonValue value && value.TryGetValue(out int port) && port is >= 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new JupyterException($"{path} has no usable {name}.");
    }

    /// <summary>The address of a port.</summary>
    public string Address(int port) => Ip.Contains(':', StringComparison.Ordinal) ? $"tcp://[{Ip}]:{port}" : $"tcp://{Ip}:{port}";
}
