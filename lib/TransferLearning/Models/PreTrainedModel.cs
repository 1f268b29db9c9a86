using TorchSharp.Modules;
using TransferLearning.Hub;
using TransferLearning.Text;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>
/// The base of every model: its configuration, its weights in Hugging Face's names, freezing, saving. A class derived from it has its parts in private fields that
/// bear Hugging Face's names, because TorchSharp names parameters after fields.
/// </summary>
public abstract class PreTrainedModel : Module
{
    /// <summary>Starts a model; the derived constructor makes the parts and then calls <see cref="Complete"/>.</summary>
    private protected PreTrainedModel(PretrainedConfig config, string className)
        : base(className)
    {
        config.Validate();
        Config = config;
    }

    /// <summary>The model's shape and settings.</summary>
    public PretrainedConfig Config { get; }

    /// <summary>What became of every tensor when the weights were loaded; null for a model that started from fresh weights.</summary>
    public LoadReport? LoadReport { get; internal set; }

    /// <summary>The device on which the weights lie.</summary>
    public Device Device => parameters().First().device;

    /// <summary>The name under which models with a head hold their body, for example <c>bert</c>.</summary>
    internal abstract string BaseModelPrefix { get; }

    /// <summary>The class's name in Python.</summary>
    internal virtual string HuggingFaceClass => GetType().Name;

    /// <summary>Names in files that stand for another parameter: the second name of a tied weight.</summary>
    internal virtual IReadOnlyDictionary<string, string> TiedNames => new Dictionary<string, string>();

    /// <summary>Runs the model on token ids, int64 (batch, tokens), and returns what it is there for: hidden states or scores.</summary>
    internal abstract Tensor MainOutput(Tensor inputIds);

    /// <summary>The number of weights.</summary>
    /// <param name="trainableOnly">Whether to count only those that are not frozen.</param>
    public long NumParameters(bool trainableOnly = false) =>
        parameters().Where(parameter => !trainableOnly || parameter.requires_grad).Sum(parameter => parameter.NumberOfElements);

    /// <summary>Freezes parameters: they get no gradient, so training leaves them as they are.</summary>
    /// <param name="prefixes">The first parts of their names, for example <c>bert.embeddings</c> or <c>bert.encoder.layer.0</c>; none for all parameters.</param>
    /// <returns>How many weights are frozen by this call or were before, under these prefixes.</returns>
    /// <exception cref="ArgumentException">No parameter has such a name.</exception>
    public long Freeze(params IReadOnlyList<string> prefixes) => SetTrainable(prefixes, trainable: false);

    /// <summary>Unfreezes parameters, the opposite of <see cref="Freeze"/>.</summary>
    /// <param name="prefixes">The first parts of their names; none for all parameters.</param>
    /// <returns>How many weights are trainable under these prefixes.</returns>
    /// <exception cref="ArgumentException">No parameter has such a name.</exception>
    public long Unfreeze(params IReadOnlyList<string> prefixes) => SetTrainable(prefixes, trainable: true);

    /// <summary>Writes <c>config.json</c>, <c>model.safetensors</c> and a model card, so that this library and Python's <c>transformers</c> can open the folder.</summary>
    /// <param name="folder">The folder; made if need be. Other files in it stay.</param>
    /// <param name="storage">The type in which the weights are stored: float32 (if null), float16 or bfloat16, which take half the room.</param>
    /// <param name="card">The model card; a plain one if null.</param>
    /// <param name="tokenizer">The model's tokenizer, whose files are written with it; none if null.</param>
    public void SavePretrained(string folder, ScalarType? storage = null, ModelCard? card = null, PreTrainedTokenizer? tokenizer = null)
    {
        var stored = storage ?? ScalarType.Float32;
        var config = Config with { Architectures = [HuggingFaceClass], TorchDtype = SafeTensorsDType.NameOf(stored) };
        card ??= PlainCard(Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)), stored);
        AtomicFolder.Write(folder, temporary =>
        {
            SafeTensors.Save(Path.Combine(temporary, ModelFolder.WeightsFile), state_dict(), stored);
            File.WriteAllText(Path.Combine(temporary, ModelFolder.ConfigFile), config.ToJson() + "\n");
            File.WriteAllText(Path.Combine(temporary, ModelFolder.CardFile), card.ToMarkdown());
            tokenizer?.SavePretrained(temporary);
        });
    }

    /// <summary>What Python makes of a saved model, for its card.</summary>
    private protected virtual string InPython => "It opens in Python with `transformers`.";

    /// <summary>Whether a tensor in a file is a constant of Python's implementation, and no weight.</summary>
    internal virtual bool IsConstant(string name) => name.EndsWith("position_ids", StringComparison.Ordinal);

    /// <summary>Whether a parameter belongs to a head, so that a checkpoint of another task may lack it.</summary>
    internal bool BelongsToHead(string name) =>
        name.Split('.').Contains("pooler") || (HasBody && !name.StartsWith(BaseModelPrefix + ".", StringComparison.Ordinal));

    /// <summary>Whether the body is one part of this model, and not this model itself.</summary>
    internal bool HasBody => named_children().Any(child => child.name == BaseModelPrefix);

    /// <summary>Gives fresh values to every parameter that is not in <paramref name="except"/>.</summary>
    internal void InitializeWeights(IReadOnlySet<string>? except = null)
    {
        using var noGrad = no_grad();
        foreach (var (moduleName, module) in named_modules().Prepend((name: "", module: this)))
        {
            foreach (var (parameterName, parameter) in module.named_parameters(recurse: false))
            {
                var fullName = moduleName.Length == 0 ? parameterName : $"{moduleName}.{parameterName}";
                if (except?.Contains(fullName) != true) InitializeParameter(fullName, module, parameter);
            }
        }
    }

    /// <summary>Ends a constructor: registers the parts, takes the parameters out of any dispose scope and, unless a file will fill them, gives them fresh values.</summary>
    private protected void Complete(bool initialize)
    {
        RegisterComponents();
        foreach (var parameter in parameters()) parameter.DetachFromDisposeScope();
        if (initialize) InitializeWeights();
    }

    /// <summary>Gives one parameter its fresh value: BERT's rule is normal weights, zero biases, and layer norms that change nothing.</summary>
    private protected virtual void InitializeParameter(string name, Module owner, Parameter parameter)
    {
        if (owner is LayerNorm && name.EndsWith("weight", StringComparison.Ordinal))
        {
            init.ones_(parameter);
        }
        else if (name.EndsWith("bias", StringComparison.Ordinal))
        {
            init.zeros_(parameter);
        }
        else
        {
            var (standardDeviation, paddingRow) = Config.FreshWeights(name);
            init.normal_(parameter, 0, standardDeviation);
            if (paddingRow is { } row) parameter.select(0, row).zero_();
        }
    }

    private long SetTrainable(IReadOnlyList<string> prefixes, bool trainable)
    {
        var all = named_parameters().ToList();
        if (prefixes.FirstOrDefault(prefix => !all.Any(pair => Matches(pair.name, prefix))) is { } unknown)
        {
            var tops = all.Select(pair => string.Join('.', pair.name.Split('.').Take(2))).Distinct();
            throw new ArgumentException($"No parameter's name begins with '{unknown}'. Names begin with: {string.Join(", ", tops)}.", nameof(prefixes));
        }

        var count = 0L;
        foreach (var (parameterName, parameter) in all)
        {
            if (prefixes.Count > 0 && !prefixes.Any(prefix => Matches(parameterName, prefix))) continue;
            parameter.requires_grad = trainable;
            count += parameter.NumberOfElements;
        }

        return count;
    }

    private static bool Matches(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && (name.Length == prefix.Length || prefix.EndsWith('.') || name[prefix.Length] == '.');

    private ModelCard PlainCard(string title, ScalarType stored) => new()
    {
        Name = title,
        Summary = $"A {GetType().Name}, saved by the transfer learning course's C# library. {InPython}",
        Facts =
        [
            new("Parameters", NumParameters().ToString("N0")),
            new("Layers", Config.Depth.ToString()),
            new("Width", Config.Width.ToString()),
            new("Longest input", $"{Config.MaxTokens} tokens"),
            new("Labels", string.Join(", ", Config.Labels)),
            new("Stored as", SafeTensorsDType.NameOf(stored)),
        ],
    };
}
