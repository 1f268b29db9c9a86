using System.IO.Enumeration;
using System.Text.Json;

namespace TransferLearning.Hub;

/// <summary>What the Hub says of a revision: its commit and the names of its files.</summary>
/// <param name="Commit">The full commit.</param>
/// <param name="Files">The files' names; nothing about them is checked yet.</param>
internal sealed record RepositoryFiles(string Commit, IReadOnlyList<string> Files)
{
    private static readonly string[] Described =
        [ModelFolder.ConfigFile, "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt", "vocab.json", "merges.txt", ModelFolder.CardFile, "LICENSE"];

    /// <summary>Reads the Hub's answer to <c>api/models/NAME/revision/REVISION</c>.</summary>
    /// <exception cref="HubException">It is not such an answer.</exception>
    public static RepositoryFiles Parse(ReadOnlyMemory<byte> json, HubQuery what)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var commit = document.RootElement.GetProperty("sha").GetString() ?? "";
            if (!RepositoryPaths.IsCommit(commit)) throw new JsonException($"'{commit}' is no commit");
            return new RepositoryFiles(commit, [.. document.RootElement.GetProperty("siblings").EnumerateArray().Select(file => file.GetProperty("rfilename").GetString() ?? "")]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HubException(HubProblem.Damaged, $"The server's list of files of {what} cannot be read: {error.Message.TrimEnd('.')}. {HubFailures.OtherServer}", error);
        }
    }

    /// <summary>
    /// The files to download: those that match <paramref name="wanted"/>, or, if that is null, what this library reads of a model: configuration, tokenizer, card, and one
    /// set of weights, safetensors before PyTorch's, whole before sharded.
    /// </summary>
    /// <param name="wanted">Names, or patterns with <c>*</c> and <c>?</c>.</param>
    /// <param name="what">For messages.</param>
    /// <exception cref="HubException">A file is not there, or has a name that would lead out of the cache.</exception>
    public IReadOnlyList<string> Select(IReadOnlyList<string>? wanted, HubQuery what)
    {
        List<string> selected = wanted is null ? [.. Files.Where(file => Described.Contains(file, StringComparer.Ordinal)), .. Weights()] : [.. wanted.SelectMany(Matching).Distinct(StringComparer.Ordinal)];
        if (selected.Find(name => !RepositoryPaths.IsFile(name)) is { } unsafeName)
            throw new HubException(HubProblem.Damaged, $"The server lists the file '{unsafeName}' in {what}, a name that could lead out of the cache's folder. Nothing was downloaded. {HubFailures.OtherServer}");
        return selected;

        IEnumerable<string> Matching(string name)
        {
            var matching = Files.Where(file => Matches(name, file)).ToList();
            return matching.Count > 0 ? matching : throw new HubException(HubProblem.NotFound, $"{what} has no file '{name}'. It has: {string.Join(", ", Files.Take(50))}{(Files.Count > 50 ? ", …" : "")}.");
        }
    }

    /// <summary>Whether a file is the wanted one, or fits the wanted pattern.</summary>
    public static bool Matches(string wanted, string file) => file == wanted || FileSystemName.MatchesSimpleExpression(wanted, file, ignoreCase: false);

    private IEnumerable<string> Weights()
    {
        foreach (var (whole, index, shards) in new[] { (ModelFolder.WeightsFile, ModelFolder.WeightsIndexFile, "model-*.safetensors"), (ModelFolder.PyTorchWeightsFile, ModelFolder.PyTorchWeightsIndexFile, "pytorch_model-*.bin") })
        {
            if (Files.Contains(whole)) return [whole];
            if (Files.Contains(index)) return [index, .. Files.Where(file => FileSystemName.MatchesSimpleExpression(shards, file, ignoreCase: false))];
        }

        return [];
    }
}
