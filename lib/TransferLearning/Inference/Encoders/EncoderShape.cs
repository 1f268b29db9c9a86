using TransferLearning.Hub;
using TransferLearning.Inference.Kernels;
using TransferLearning.Models;

namespace TransferLearning.Inference.Encoders;

/// <summary>A layer's sizes, which pruning may have made smaller than the others'.</summary>
/// <param name="Heads">The attention heads.</param>
/// <param name="Intermediate">The width of the feed-forward block.</param>
internal readonly record struct LayerShape(int Heads, int Intermediate);

/// <summary>A step of a classifier's head.</summary>
/// <param name="Name">The layer's name in the checkpoint.</param>
/// <param name="Width">The width that comes out.</param>
/// <param name="Activation">What follows.</param>
/// <param name="IsNorm">Whether it is a layer norm, and not a linear layer.</param>
internal sealed record HeadStep(string Name, int Width, Activation Activation = Activation.None, bool IsNorm = false);

/// <summary>What the runtime needs to know of a classifier's configuration, whatever its architecture.</summary>
internal sealed record EncoderShape
{
    /// <summary>What layer norms in the course's heads add to the variance: PyTorch's default.</summary>
    public const float HeadNormEpsilon = 1e-5f;

    public required PretrainedConfig Config { get; init; }

    public required EncoderNames Names { get; init; }

    public required int VocabSize { get; init; }

    /// <summary>Rows in the table of positions.</summary>
    public required int Positions { get; init; }

    /// <summary>The row of a text's first token.</summary>
    public int FirstPosition { get; init; }

    /// <summary>The token that takes no position but stands at the one with its own id; null if all count.</summary>
    public int? UncountedToken { get; init; }

    /// <summary>Rows in the table of token types; 0 for none.</summary>
    public int TypeVocabSize { get; init; }

    public required int HeadSize { get; init; }

    public required IReadOnlyList<LayerShape> Layers { get; init; }

    public required Activation Activation { get; init; }

    public required float NormEpsilon { get; init; }

    public required IReadOnlyList<HeadStep> Head { get; init; }

    public int Width => Config.Width;

    /// <summary>Reads the shape of a classifier.</summary>
    /// <exception cref="NotSupportedException">It is no encoder that the runtime knows.</exception>
    /// <exception cref="InvalidDataException">The configuration is damaged.</exception>
    public static EncoderShape Read(ModelFolder folder) => PretrainedConfig.ReadModelType(folder) switch
    {
        "bert" => Of(PretrainedConfig.Read<BertConfig>(folder)),
        "roberta" => Of(PretrainedConfig.Read<RobertaConfig>(folder)),
        "distilbert" => Of(PretrainedConfig.Read<DistilBertConfig>(folder)),
        var other => throw new NotSupportedException(
            $"'{folder.ConfigPath}' describes a model of type '{other}'. The fast runtime runs bert, distilbert and roberta; for others use Pipeline.Create(\"text-classification\", …)."),
    };

    /// <summary>The shape of a classifier.</summary>
    /// <exception cref="NotSupportedException">It is no encoder that the runtime knows.</exception>
    public static EncoderShape Of(PretrainedConfig config) => config switch
    {
        BertConfig bert => new EncoderShape
        {
            Config = bert,
            Names = EncoderNames.Of(bert.ModelType)!,
            VocabSize = bert.VocabSize,
            Positions = bert.MaxPositionEmbeddings,
            FirstPosition = bert is RobertaConfig ? bert.PadTokenId + 1 : 0,
            UncountedToken = bert is RobertaConfig ? bert.PadTokenId : null,
            TypeVocabSize = bert.TypeVocabSize,
            HeadSize = bert.HiddenSize / bert.NumAttentionHeads,
            Layers = LayersOf(bert),
            Activation = ActivationOf(bert.HiddenAct),
            NormEpsilon = (float)bert.LayerNormEps,
            Head = CourseHead(bert) ?? (bert is RobertaConfig
                ? [new("classifier.dense", bert.HiddenSize, Activation.Tanh), new("classifier.out_proj", bert.NumLabels)]
                : [new("bert.pooler.dense", bert.HiddenSize, Activation.Tanh), new("classifier", bert.NumLabels)]),
        },
        DistilBertConfig distil => new EncoderShape
        {
            Config = distil,
            Names = EncoderNames.Of(distil.ModelType)!,
            VocabSize = distil.VocabSize,
            Positions = distil.MaxPositionEmbeddings,
            HeadSize = distil.Dim / distil.NHeads,
            Layers = LayersOf(distil),
            Activation = ActivationOf(distil.Activation),
            NormEpsilon = 1e-12f,
            Head = CourseHead(distil) ?? [new("pre_classifier", distil.Dim, Activation.Relu), new("classifier", distil.NumLabels)],
        },
        _ => throw new NotSupportedException($"The fast runtime runs bert, distilbert and roberta, and not {config.ModelType}."),
    };

    private static IReadOnlyList<LayerShape> LayersOf(PretrainedConfig config) =>
        [.. Enumerable.Range(0, config.Depth).Select(config.LayerSize).Select(size => new LayerShape(size.Heads, size.Intermediate))];

    private static IReadOnlyList<HeadStep>? CourseHead(PretrainedConfig config) => config.ClassifierHead switch
    {
        null => null,
        ClassificationHead.Plain => [new("head.out_proj", config.NumLabels)],
        ClassificationHead.Small => [new("head.dense", 64), new("head.layer_norm", 64, Activation.Tanh, IsNorm: true), new("head.out_proj", config.NumLabels)],
        ClassificationHead.Custom =>
        [
            new("head.dense1", 256), new("head.layer_norm1", 256, IsNorm: true),
            new("head.dense2", 64), new("head.layer_norm2", 64, IsNorm: true),
            new("head.out_proj", config.NumLabels),
        ],
        var unknown => throw new NotSupportedException($"There is no head '{unknown}'."),
    };

    private static Activation ActivationOf(string name) => name switch
    {
        "gelu" => Activation.Gelu,
        "gelu_new" or "gelu_pytorch_tanh" => Activation.GeluTanh,
        "relu" => Activation.Relu,
        "silu" or "swish" => Activation.Silu,
        "tanh" => Activation.Tanh,
        _ => throw new NotSupportedException($"The activation '{name}' is not known."),
    };
}
