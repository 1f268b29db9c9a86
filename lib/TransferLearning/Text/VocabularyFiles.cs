using System.Text.Json;

namespace TransferLearning.Text;

/// <summary>Reads the vocabulary files of model folders.</summary>
internal static class VocabularyFiles
{
    /// <summary><c>vocab.txt</c>: a token a line; the line number from zero is the id.</summary>
    public static TokenVocabulary ReadLines(string path)
    {
        // Only line feeds divide: a token may be another of Unicode's line separators.
        var text = File.ReadAllText(path).Replace("\r\n", "\n");
        var lines = text.Split('\n');
        return Checked(path, () => new TokenVocabulary(lines is [.., ""] ? lines[..^1] : lines));
    }

    /// <summary><c>vocab.json</c>: an object from token to id.</summary>
    public static TokenVocabulary ReadJson(string path)
    {
        using var stream = File.OpenRead(path);
        return Checked(path, () =>
        {
            using var document = JsonDocument.Parse(stream);
            return TokenVocabulary.FromIds(ReadIds(document.RootElement));
        });
    }

    /// <summary>The pairs of a JSON object from token to id; a token that stands twice is refused.</summary>
    public static List<KeyValuePair<string, int>> ReadIds(JsonElement vocabulary)
    {
        if (vocabulary.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"The vocabulary is not a JSON object from token to id but a JSON {vocabulary.ValueKind}.");
        }

        var ids = new List<KeyValuePair<string, int>>();
        foreach (var property in vocabulary.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.Number || !property.Value.TryGetInt32(out var id))
            {
                throw new InvalidDataException($"The vocabulary gives '{property.Name}' the id {property.Value.GetRawText()}, which is not a whole number.");
            }

            ids.Add(KeyValuePair.Create(property.Name, id));
        }

        return ids;
    }

    /// <summary><c>merges.txt</c>: two tokens a line; a first line that begins with <c>#version</c> is passed over.</summary>
    public static IReadOnlyList<string> ReadMerges(string path)
    {
        var merges = new List<string>();
        var number = 0;
        foreach (var line in File.ReadAllText(path).Replace("\r\n", "\n").Split('\n'))
        {
            number++;
            if (line.Length == 0 || (number == 1 && line.StartsWith("#version", StringComparison.Ordinal)))
            {
                continue;
            }

            merges.Add(line.Split(' ') is [{ Length: > 0 }, { Length: > 0 }]
                ? line
                : throw new InvalidDataException($"{path}, line {number}: '{line}' is not two tokens with one space between."));
        }

        return merges;
    }

    /// <summary>Names the file in whatever is wrong with it.</summary>
    public static T Checked<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }
}
