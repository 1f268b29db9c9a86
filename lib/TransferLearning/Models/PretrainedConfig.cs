using System.Text.Json;
using System.Text.Json.Serialization;
using TransferLearning.Hub;

namespace TransferLearning.Models;

/// <summary>A model's shape and settings: what Hugging Face keeps in <c>config.json</c>, under the same keys. Keys that this library does not know are kept.</summary>
public abstract record PretrainedConfig
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The architecture's name in <c>config.json</c>, for example <c>bert</c>.</summary>
    public abstract string ModelType { get; }

    /// <summary>The classes that the weights were saved from, for example <c>BertForMaskedLM</c>.</summary>
    public IReadOnlyList<string>? Architectures { get; init; }

    /// <summary>The labels' names by id, from 0 without holes. Null stands for LABEL_0 and LABEL_1.</summary>
    [JsonPropertyName("id2label")]
    public IReadOnlyDictionary<int, string>? Id2Label { get; init; }

    /// <summary>The labels' ids by name; those of <see cref="Id2Label"/> if nothing else is said.</summary>
    [JsonPropertyName("label2id")]
    public IReadOnlyDictionary<string, int>? Label2Id
    {
        get => field ?? Id2Label?.GroupBy(label => label.Value, StringComparer.Ordinal).ToDictionary(label => label.Key, label => label.First().Key, StringComparer.Ordinal);
        init;
    }

    /// <summary>The loss of a classifier: <c>single_label_classification</c>, <c>multi_label_classification</c> or <c>regression</c>; guessed from the labels if null.</summary>
    public string? ProblemType { get; init; }

    /// <summary>Which of the course's heads the classifier has; null for the architecture's own, which is what every checkpoint of Hugging Face has.</summary>
    public ClassificationHead? ClassifierHead { get; init; }

    /// <summary>The attention heads that were pruned away, by layer; null or empty for none. The numbers are those that the heads had before.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<int>>? PrunedHeads { get; init; }

    /// <summary>Each layer's feed-forward width where pruning made them differ; null if all have the configured one. A key of this library's own.</summary>
    public IReadOnlyList<int>? IntermediateSizes { get; init; }

    /// <summary>The standard deviation of fresh weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>The type in which the weights are stored, for example <c>float32</c>.</summary>
    public string? TorchDtype { get; init; }

    /// <summary>What of the weights is stored in eight bits; null if nothing is.</summary>
    public QuantizationConfig? Quantization { get; init; }

    /// <summary>The number of labels in configurations that do not name them.</summary>
    [JsonInclude]
    [JsonPropertyName("num_labels")]
    internal int? StatedNumLabels { get; init; }

    /// <summary>Every key of <c>config.json</c> that has no property here.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Other { get; init; }

    /// <summary>The width of the token vectors.</summary>
    [JsonIgnore]
    public abstract int Width { get; }

    /// <summary>The number of layers.</summary>
    [JsonIgnore]
    public abstract int Depth { get; }

    /// <summary>The largest number of tokens that the model takes at once.</summary>
    [JsonIgnore]
    public abstract int MaxTokens { get; }

    /// <summary>The labels' names in the order of their ids.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Labels => Id2Label is { Count: > 0 } names
        ? [.. names.OrderBy(pair => pair.Key).Select(pair => pair.Value)]
        : [.. Enumerable.Range(0, NumLabels).Select(id => $"LABEL_{id}")];

    /// <summary>The number of labels, 2 unless the configuration says otherwise.</summary>
    [JsonIgnore]
    public int NumLabels => Id2Label is { Count: > 0 } names ? names.Count : StatedNumLabels ?? 2;

    /// <summary>The configuration as the text of a <c>config.json</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, GetType(), Json);

    /// <summary>A copy with these labels; their ids are their places in the list.</summary>
    /// <exception cref="ArgumentException">There is no label, or one stands there twice.</exception>
    public PretrainedConfig WithLabels(IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0) throw new ArgumentException("At least one label is needed.", nameof(labels));
        if (labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The label '{twice.Key}' stands in the list {twice.Count()} times.", nameof(labels));
        return this with
        {
            Id2Label = new SortedDictionary<int, string>(labels.Index().ToDictionary(pair => pair.Index, pair => pair.Item)),
            Label2Id = labels.Index().ToDictionary(pair => pair.Item, pair => pair.Index),
            StatedNumLabels = null,
        };
    }

    /// <summary>Reads the <c>config.json</c> of a model's folder.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another architecture, or holds a value that cannot be.</exception>
    internal static TConfig Read<TConfig>(ModelFolder folder)
        where TConfig : PretrainedConfig, new()
    {
        var expected = new TConfig().ModelType;
        var found = ReadModelType(folder);
        if (found != expected)
            throw new InvalidDataException($"'{folder.ConfigPath}' describes a model of type '{found}', and '{expected}' is needed. Use the class for '{found}', or AutoModelForSequenceClassification, which picks it.");
        try
        {
            var config = JsonSerializer.Deserialize<TConfig>(File.ReadAllBytes(folder.ConfigPath), Json)!;
            config.Validate();

            // Keys that are only kept are not looked at until they are written: one that cannot be should be refused now, and not after a training.
            _ = config.ToJson();
            return config;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"'{folder.ConfigPath}' cannot be used: {error.Message}", error);
        }
    }

    /// <summary>The <c>model_type</c> in a folder's <c>config.json</c>.</summary>
    internal static string ReadModelType(ModelFolder folder) => ReadKind(folder).ModelType;

    /// <summary>The <c>model_type</c> in a folder's <c>config.json</c>, and whether the classifier has one of the course's heads.</summary>
    internal static (string ModelType, bool HasCourseHead) ReadKind(ModelFolder folder)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(folder.ConfigPath));
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("model_type", out var type) && type.ValueKind == JsonValueKind.String)
                return (type.GetString()!, json.RootElement.TryGetProperty("classifier_head", out var head) && head.ValueKind == JsonValueKind.String);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{folder.ConfigPath}' is not valid JSON: {error.Message}", error);
        }

        throw new InvalidDataException($"'{folder.ConfigPath}' has no model_type, so it does not say which architecture the weights belong to. Add it, for example \"model_type\": \"bert\".");
    }

    /// <summary>The standard deviation of a fresh weight, and the row of a table that stays zero because it stands for padding.</summary>
    /// <param name="parameterName">The parameter's full name.</param>
    internal virtual (double StandardDeviation, int? PaddingRow) FreshWeights(string parameterName) => (InitializerRange, null);

    /// <summary>About how many weights a model of this shape has, from its large tables and matrices. A double, because an impossible shape may have more than a long can count.</summary>
    internal abstract double ApproximateWeights { get; }

    /// <summary>The heads and the feed-forward width of a layer before pruning; null for an architecture that is not pruned.</summary>
    internal virtual (int Heads, int Intermediate)? UnprunedLayer => null;

    /// <summary>The heads and the feed-forward width that a layer has.</summary>
    internal (int Heads, int Intermediate) LayerSize(int layer)
    {
        var (heads, intermediate) = UnprunedLayer!.Value;
        return (heads - (PrunedHeads?.GetValueOrDefault(layer)?.Count ?? 0), IntermediateSizes?[layer] ?? intermediate);
    }

    /// <summary>Checks every value that could not be built.</summary>
    /// <exception cref="ArgumentException">A size, rate or label is impossible; the message names its key.</exception>
    internal virtual void Validate()
    {
        CheckRange("initializer_range", InitializerRange, 0, 10);
        CheckSize("num_labels", NumLabels, 1_000_000);
        if (Id2Label is { Count: > 0 } names && Enumerable.Range(0, names.Count).FirstOrDefault(id => !names.ContainsKey(id), -1) is >= 0 and var hole)
            throw new ArgumentException($"id2label has {names.Count} labels, but none with the id {hole}: ids run from 0 without holes");
        CheckPruning();
        if (Quantization is { Bits: not 8 }) throw new ArgumentException($"quantization.bits is {Quantization.Bits}, and this library knows 8");
        if (ProblemType is not (null or "single_label_classification" or "multi_label_classification" or "regression"))
            throw new ArgumentException($"problem_type is '{ProblemType}'; single_label_classification, multi_label_classification and regression are known");
    }

    private void CheckPruning()
    {
        if (PrunedHeads is not { Count: > 0 } && IntermediateSizes is null) return;
        if (UnprunedLayer is not { } layer) throw new ArgumentException($"pruned_heads and intermediate_sizes are for encoders, and not for {ModelType}");
        foreach (var (index, heads) in PrunedHeads ?? new Dictionary<int, IReadOnlyList<int>>())
        {
            CheckRange("a layer in pruned_heads", index, 0, Depth - 1);
            foreach (var head in heads) CheckRange($"a head in pruned_heads of layer {index}", head, 0, layer.Heads - 1);
            if (heads.Distinct().Count() != heads.Count) throw new ArgumentException($"pruned_heads names a head of layer {index} twice");
            if (heads.Count >= layer.Heads) throw new ArgumentException($"pruned_heads leaves layer {index} no head");
        }

        if (IntermediateSizes is null) return;
        if (IntermediateSizes.Count != Depth) throw new ArgumentException($"intermediate_sizes has {IntermediateSizes.Count} entries for {Depth} layers");
        foreach (var size in IntermediateSizes) CheckSize("a layer's width in intermediate_sizes", size, 65_536);
    }

    private protected static void CheckSize(string key, int value, int max)
    {
        if (value < 1 || value > max) throw new ArgumentException($"{key} is {value}, and must lie between 1 and {max}");
    }

    private protected static void CheckRange(string key, double value, double min, double max)
    {
        if (!(value >= min && value <= max)) throw new ArgumentException($"{key} is {value}, and must lie between {min} and {max}");
    }

    private protected static void CheckHeads(string widthKey, int width, string headsKey, int heads)
    {
        CheckSize(widthKey, width, 65_536);
        CheckSize(headsKey, heads, 4_096);
        if (width % heads != 0) throw new ArgumentException($"{widthKey} {width} cannot be shared evenly by {headsKey} {heads}");
    }

    private protected static void CheckTable(string rowsKey, int rows, string columnsKey, int columns)
    {
        CheckSize(rowsKey, rows, 10_000_000);
        CheckSize(columnsKey, columns, 65_536);
        if ((long)rows * columns > int.MaxValue) throw new ArgumentException($"{rowsKey} {rows} times {columnsKey} {columns} is more than {int.MaxValue} weights");
    }
}
