using System.Text.Json;

namespace TransferLearning.Hub;

/// <summary>A folder in Hugging Face's layout: <c>config.json</c>, weights and, as a rule, the tokenizer's files.</summary>
public sealed class ModelFolder
{
    /// <summary>The names of the files that this library knows in a model's folder.</summary>
    public const string ConfigFile = "config.json", WeightsFile = "model.safetensors", WeightsIndexFile = "model.safetensors.index.json",
        PyTorchWeightsFile = "pytorch_model.bin", PyTorchWeightsIndexFile = "pytorch_model.bin.index.json", CardFile = "README.md";

    private static readonly string[] KnownTokenizerFiles =
        ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt", "vocab.json", "merges.txt"];

    private static readonly string[] TokenizerNames = ["tokenizer.json", "vocab.txt", "vocab.json"];

    private ModelFolder(string path) => Path = path;

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The path of <c>config.json</c>.</summary>
    public string ConfigPath => System.IO.Path.Combine(Path, ConfigFile);

    /// <summary>The tokenizer's files that lie in the folder.</summary>
    public IReadOnlyList<string> TokenizerFiles => [.. KnownTokenizerFiles.Select(file => System.IO.Path.Combine(Path, file)).Where(File.Exists)];

    /// <summary>Copies the tokenizer's files into another folder, over those that lie there.</summary>
    internal void CopyTokenizer(string target)
    {
        foreach (var file in TokenizerFiles) File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>Finds the folder of a model; downloads the model if it is nowhere on this machine.</summary>
    /// <param name="nameOrFolder">A folder that holds a <c>config.json</c>; else the name of a folder under the repository's <c>data/checkpoints</c>; else a name on the Hub such as <c>distilbert-base-uncased</c> or <c>owner/name</c>, which is taken from the Hugging Face cache if it is there.</param>
    /// <param name="revision">The branch, tag or commit on the Hub. What the cache holds of it is used as it is; <see cref="Hub.Download"/> asks the Hub for news.</param>
    /// <exception cref="DirectoryNotFoundException">The network may not be used (<c>HF_HUB_OFFLINE</c>) or the name is none of the Hub's, and there is no such folder; the message lists what was looked at.</exception>
    /// <exception cref="FileNotFoundException">The folder exists, but holds no <c>config.json</c>.</exception>
    /// <exception cref="HubException">The download failed; the message says what to do.</exception>
    public static ModelFolder Resolve(string nameOrFolder, string revision = "main") => Open(Find(nameOrFolder, revision, Lacks));

    /// <summary>Finds the folder of a tokenizer in the same way; it needs no <c>config.json</c> and no weights.</summary>
    internal static string ResolveTokenizer(string nameOrFolder, string revision) =>
        Find(nameOrFolder, revision, folder => TokenizerNames.Any(name => File.Exists(System.IO.Path.Combine(folder, name))) ? null : "the tokenizer");

    /// <summary>What a folder lacks to be loaded as a model; null if nothing.</summary>
    internal static string? Lacks(string folder)
    {
        if (!File.Exists(System.IO.Path.Combine(folder, ConfigFile))) return $"'{ConfigFile}'";
        try
        {
            new ModelFolder(folder).WeightFiles();
            return null;
        }
        catch (FileNotFoundException error)
        {
            return $"'{System.IO.Path.GetFileName(error.FileName)}'";
        }
    }

    private static string Find(string nameOrFolder, string revision, Func<string, string?> lacks)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrFolder);
        if (Directory.Exists(nameOrFolder)) return nameOrFolder;

        var looked = new List<string> { System.IO.Path.GetFullPath(nameOrFolder) };
        if (RepositoryPaths.IsRepository(nameOrFolder))
        {
            if (CourseData.Find("checkpoints") is { } checkpoints)
            {
                var shipped = System.IO.Path.Combine(checkpoints, nameOrFolder);
                if (Directory.Exists(shipped)) return shipped;
                looked.Add(shipped);
            }
            else
            {
                looked.Add("data/checkpoints of the course's repository (this program does not run inside a clone of it)");
            }

            var options = HubOptions.FromEnvironment();
            var cache = new RepositoryCache(options.CacheFolder, nameOrFolder);
            if (cache.FindSnapshot(revision) is { } snapshot && lacks(snapshot) is null) return snapshot;
            looked.Add($"{cache.Folder} (revision '{revision}')");
            if (!options.Offline) return Hub.Download(nameOrFolder, revision);
        }

        throw new DirectoryNotFoundException(
            $"There is no model '{nameOrFolder}'. Looked at:{Environment.NewLine}{string.Join(Environment.NewLine, looked.Select(place => "  " + place))}{Environment.NewLine}" +
            (looked.Count == 1
                ? "It is no name on the Hub either: those are 'name' or 'owner/name'. Give the path of a folder with config.json and model.safetensors."
                : "HF_HUB_OFFLINE is set, so nothing is downloaded: unset it, or give the path of a folder with config.json and model.safetensors, or copy the model's folder from another machine's cache into this one's."));
    }

    /// <summary>Opens a folder that holds a model.</summary>
    /// <exception cref="FileNotFoundException">It has no <c>config.json</c>.</exception>
    public static ModelFolder Open(string folder)
    {
        var model = new ModelFolder(System.IO.Path.GetFullPath(folder));
        if (!File.Exists(model.ConfigPath))
            throw new FileNotFoundException($"'{model.Path}' holds no {ConfigFile}, so it is not a model's folder. A folder written by SavePretrained has one.", model.ConfigPath);
        return model;
    }

    /// <summary>The weight files: <c>model.safetensors</c>, or the shards that its index names; failing that, PyTorch's <c>pytorch_model.bin</c> or its shards.</summary>
    /// <exception cref="FileNotFoundException">There are no weights, or a shard is missing.</exception>
    /// <exception cref="InvalidDataException">The index of the shards is damaged.</exception>
    public IReadOnlyList<string> WeightFiles()
    {
        foreach (var (whole, index) in new[] { (WeightsFile, WeightsIndexFile), (PyTorchWeightsFile, PyTorchWeightsIndexFile) })
        {
            var wholePath = System.IO.Path.Combine(Path, whole);
            if (File.Exists(wholePath)) return [wholePath];
            var indexPath = System.IO.Path.Combine(Path, index);
            if (File.Exists(indexPath)) return ReadIndex(indexPath);
        }

        var others = Directory.GetFiles(Path).Select(System.IO.Path.GetFileName).Order();
        throw new FileNotFoundException($"'{Path}' holds no weights: neither {WeightsFile} nor {PyTorchWeightsFile}, nor an index of shards. It holds: {string.Join(", ", others)}.", System.IO.Path.Combine(Path, WeightsFile));
    }

    /// <summary>Whether a weight file is one of PyTorch's own, and not safetensors.</summary>
    internal static bool IsPyTorch(string weightFile) => !weightFile.EndsWith(".safetensors", StringComparison.Ordinal);

    private List<string> ReadIndex(string index)
    {
        SortedSet<string> names;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(index));
            names = new(json.RootElement.GetProperty("weight_map").EnumerateObject().Select(pair => pair.Value.GetString() ?? ""), StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{index}' is not an index of weight shards: {error.Message}. Fetch it again.", error);
        }

        var shards = new List<string>();
        foreach (var name in names)
        {
            // A name is a plain file name: nothing in a downloaded index may point outside its folder.
            if (name.Length == 0 || name != System.IO.Path.GetFileName(name) || name is "." or "..")
                throw new InvalidDataException($"'{index}' names the shard '{name}', which is not a plain file name.");
            var shard = System.IO.Path.Combine(Path, name);
            if (!File.Exists(shard)) throw new FileNotFoundException($"'{index}' names the shard '{name}', which is not in '{Path}'. Fetch the missing file.", shard);
            shards.Add(shard);
        }

        return shards.Count > 0 ? shards : throw new InvalidDataException($"'{index}' names no shards. Fetch it again.");
    }
}
