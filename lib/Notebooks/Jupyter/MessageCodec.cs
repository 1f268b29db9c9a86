using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;

namespace Notebooks.Jupyter;

/// <summary>Turns messages into frames and back; what is not signed by the key's owner is no message.</summary>
internal sealed class MessageCodec(string key)
{
    public const string ProtocolVersion = "5.3";

    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    // Text goes out as it is, not as escapes three times as long.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly MessageSigner _signer = new(key);
    private readonly string _session = Guid.NewGuid().ToString();

    /// <summary>Reads a message.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="message">The message.</param>
    /// <param name="refusal">Why there is none.</param>
    public bool TryRead(NetMQMessage frames, [NotNullWhen(true)] out JupyterMessage? message, [NotNullWhen(false)] out string? refusal)
    {
        message = null;
        var parts = frames.Select(frame => frame.ToByteArray()).ToList();
        var delimiter = parts.FindIndex(part => part.AsSpan().SequenceEqual(Delimiter));
        if (delimiter < 0 || parts.Count < delimiter + 6)
        {
            refusal = $"{parts.Count} frames are no message of the Jupyter protocol.";
            return false;
        }

        var signature = parts[delimiter + 1];
        byte[][] signed = [.. parts[(delimiter + 2)..(delimiter + 6)]];
        if (!_signer.Accepts(signature, signed))
        {
            refusal = signature.Length == 0 ? "It is not signed." : "Its signature is wrong, or was used before.";
            return false;
        }

        try
        {
            var json = Array.ConvertAll(signed, Parse);
            message = new(parts[..delimiter], json[0], json[1], json[3]);
            refusal = null;
            return true;
        }
        catch (JsonException error)
        {
            refusal = $"It is not JSON: {error.Message}";
            return false;
        }
    }

    /// <summary>Makes a message that answers another one, or stands in its context.</summary>
    public NetMQMessage Write(string type, JsonObject content, JupyterMessage? parent, IReadOnlyList<byte[]> identities)
    {
        var header = new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        };
        byte[][] parts = [Bytes(header), parent is null ? "{}"u8.ToArray() : Bytes(parent.Header), "{}"u8.ToArray(), Bytes(content)];

        var frames = new NetMQMessage(identities.Count + 6);
        foreach (var identity in identities)
            frames.Append(identity);
        frames.Append(Delimiter);
        frames.Append(_signer.Sign(parts));
        foreach (var part in parts)
            frames.Append(part);
        return frames;
    }

    private static JsonObject Parse(byte[] json) => JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A part is no JSON object.");

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(Plain));
}
