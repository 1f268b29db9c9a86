using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Notebooks.Documents;

namespace Notebooks.OutOfProcess;

/// <summary>Writes a bundle as the JSON object that a notebook stores.</summary>
internal sealed class MimeBundleConverter : JsonConverter<MimeBundle>
{
    public override MimeBundle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonNode.Parse(ref reader) is JsonObject data ? new(data) : throw new JsonException("A MIME bundle is a JSON object.");

    public override void Write(Utf8JsonWriter writer, MimeBundle value, JsonSerializerOptions options) => value.ToJson().WriteTo(writer, options);
}
