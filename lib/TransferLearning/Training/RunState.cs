using System.Text.Json;

namespace TransferLearning.Training;

/// <summary>What a checkpoint says about the run apart from weights and optimizer: a small JSON file.</summary>
internal static class RunState
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Writes the state.</summary>
    public static void Write<T>(string path, T state) => File.WriteAllText(path, JsonSerializer.Serialize(state, Options));

    /// <summary>Reads the state.</summary>
    /// <exception cref="InvalidDataException">The file is not what <see cref="Write"/> wrote.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options)
                ?? throw new InvalidDataException($"'{path}' is empty. Delete this checkpoint and resume from an earlier one.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"'{path}' is damaged: {error.Message} Delete this checkpoint and resume from an earlier one.", error);
        }
    }
}
