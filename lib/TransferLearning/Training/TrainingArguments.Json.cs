using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using TransferLearning.Hub;

namespace TransferLearning.Training;

/// <content>Settings in files and on command lines.</content>
public sealed partial record TrainingArguments
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads settings from a JSON file with Hugging Face's names (<c>learning_rate</c>, …). What the file leaves out has its default.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON, or has a name or value that is not a setting.</exception>
    public static TrainingArguments FromJsonFile(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TrainingArguments>(File.ReadAllText(path), Json)
                ?? throw new InvalidDataException($"'{path}' holds no settings.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' cannot be read as training arguments: {error.Message}", error);
        }
    }

    /// <summary>Writes the settings to a JSON file with Hugging Face's names.</summary>
    public void ToJsonFile(string path) => AtomicFile.WriteText(path, JsonSerializer.Serialize(this, Json));

    /// <summary>These settings with some of them changed, as a command line gives them.</summary>
    /// <param name="values">Settings and their values as text, such as <c>3e-4</c> or <c>cosine</c>.</param>
    /// <exception cref="ArgumentException">A text is not a value of its setting.</exception>
    public TrainingArguments With(IEnumerable<KeyValuePair<TrainingSetting, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var settings = JsonSerializer.SerializeToNode(this, Json)!.AsObject();
        foreach (var (setting, text) in values) settings[setting.Name] = setting.Parse(text);
        return settings.Deserialize<TrainingArguments>(Json)!;
    }

    /// <summary>A value as it stands in a file.</summary>
    internal static JsonNode ToJson(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), Json)!;
}
