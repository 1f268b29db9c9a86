using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

/// <summary>The pieces of a full vocabulary that the golden lines use, with their ids there (Golden/README.md).</summary>
internal sealed class ReducedVocabulary
{
    private readonly string _model;
    private readonly string[] _tokens;

    private ReducedVocabulary(string model, string[] tokens, int[] idsInFull)
    {
        _model = model;
        _tokens = tokens;
        IdsInFull = idsInFull;
    }

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Text", "Golden");

    /// <summary>The id in the full vocabulary of each id here.</summary>
    public int[] IdsInFull { get; }

    public static ReducedVocabulary Read(string model)
    {
        var lines = File.ReadAllText(Path.Combine(Folder, $"{model}.tsv")).TrimEnd('\n').Split('\n').Select(line => line.Split('\t', 2)).ToList();
        return new ReducedVocabulary(model, [.. lines.Select(fields => fields[1])], [.. lines.Select(fields => int.Parse(fields[0]))]);
    }

    /// <summary>Writes a model folder and opens it.</summary>
    public PreTrainedTokenizer CreateTokenizer()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        if (_model.StartsWith("bert", StringComparison.Ordinal))
        {
            File.WriteAllLines(Path.Combine(folder, "vocab.txt"), _tokens);
        }
        else
        {
            var ids = _tokens.Select((token, id) => KeyValuePair.Create(token, id)).ToDictionary();
            File.WriteAllText(Path.Combine(folder, "vocab.json"), System.Text.Json.JsonSerializer.Serialize(ids));
            File.Copy(Path.Combine(Folder, $"{_model}-merges.txt"), Path.Combine(folder, "merges.txt"));
        }

        return PreTrainedTokenizer.FromPretrained(folder);
    }
}
