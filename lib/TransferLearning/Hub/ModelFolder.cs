using System.Text.Json;
using System.Text.RegularExpressions;

namespace TransferLearning.Hub;

/// <summary>A folder in Hugging Face's layout: <c>config.json</c>, weights and, as a rule, the tokenizer's files.</summary>
public sealed partial class ModelFolder
{
    /// <summary>The names of the files that this library knows in a model's folder.</summary>
    public const string ConfigFile = "config.json", WeightsFile = "model.safetensors", WeightsIndexFile = "model.safetensors.index.json",
        PyTorchWeightsFile = "pytorch_model.bin", PyTorchWeightsIndexFile = "pytorch_model.bin.index.json", CardFile = "README.md";

    private static readonly string[] KnownTokenizerFiles =
        ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt", "vocab.json", "merges.txt"];

    private ModelFolder(string path) => Path = path;

    /// <summary>The folder's full path.</summary>
    public string Path { get; }

    /// <summary>The path of <c>config.json</c>.</summary>
    public string ConfigPath => System.IO.Path.Combine(Path, ConfigFile);

    /// <summary>The tokenizer's files that lie in the folder.</summary>
    public IReadOnlyList<string> TokenizerFiles => [.. KnownTokenizerFiles.Select(file => System.IO.Path.Combine(Path, file)).Where(File.Exists)];

    /// <summary>Finds the folder of a model.</summary>
    /// <param name="nameOrFolder">A folder that holds a <c>config.json</c>; else the name of a folder under the repository's <c>data/checkpoints</c>; else a name such as <c>distilbert-base-uncased</c> or <c>owner/name</c> in the Hugging Face cache.</param>
    /// <param name="revision">The branch, tag or commit to take from the cache.</param>
    /// <exception cref="DirectoryNotFoundException">None of these exists; the message lists what was looked at.</exception>
    /// <exception cref="FileNotFoundException">The folder exists, but holds no <c>config.json</c>.</exception>
    public static ModelFolder Resolve(string nameOrFolder, string revision = "main")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrFolder);
        if (Directory.Exists(nameOrFolder)) return Open(nameOrFolder);

        var looked = new List<string> { System.IO.Path.GetFullPath(nameOrFolder) };
        if (HubName().IsMatch(nameOrFolder))
        {
            if (CourseData.Find("checkpoints") is { } checkpoints)
            {
                var shipped = System.IO.Path.Combine(checkpoints, nameOrFolder);
                if (Directory.Exists(shipped)) return Open(shipped);
                looked.Add(shipped);
            }
            else
            {
                looked.Add("data/checkpoints of the course's repository (this program does not run inside a clone of it)");
            }

            if (HuggingFaceCache.FindSnapshot(nameOrFolder, revision) is { } snapshot) return Open(snapshot);
            looked.Add($"{HuggingFaceCache.FolderOf(nameOrFolder)} (revision '{revision}')");
        }

        throw new DirectoryNotFoundException(
            $"There is no model '{nameOrFolder}'. Looked at:{Environment.NewLine}{string.Join(Environment.NewLine, looked.Select(place => "  " + place))}{Environment.NewLine}" +
            "This version does not download models: give the path of a folder with config.json and model.safetensors, or put one into the Hugging Face cache " +
            $"(in Python: huggingface_hub.snapshot_download(\"{nameOrFolder}\")).");
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

    /// <summary>A name on the Hub: <c>name</c> or <c>owner/name</c>, of letters, digits, <c>-</c>, <c>_</c> and dots, never <c>..</c>.</summary>
    [GeneratedRegex(@"^(?!.*\.\.)[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)?$")]
    private static partial Regex HubName();
}
