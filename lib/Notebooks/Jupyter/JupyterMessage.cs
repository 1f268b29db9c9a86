using System.Text.Json.Nodes;

namespace Notebooks.Jupyter;

/// <summary>A message of the Jupyter protocol (<see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html"/>).</summary>
/// <param name="Identities">Who sent it, or the topic it is published under.</param>
/// <param name="Header">Its header.</param>
/// <param name="Parent">The header of the message that it answers; empty if none.</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    public string Type => Text(Header, "msg_type") ?? "";

    public string? Text(string name) => Text(Content, name);

    public bool Flag(string name, bool byDefault) => Content[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : byDefault;

    public int Number(string name, int byDefault) => Content[name] is JsonValue value && value.TryGetValue(out int number) ? number : byDefault;

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
