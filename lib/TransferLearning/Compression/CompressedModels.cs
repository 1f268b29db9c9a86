using TorchSharp;
using TransferLearning.Inference.Encoders;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>Makes classifiers of another shape than a given one, and moves weights between them.</summary>
internal static class CompressedModels
{
    /// <summary>A classifier of the same class with another configuration; its weights are to be filled.</summary>
    /// <exception cref="NotSupportedException">The class is none that is compressed.</exception>
    public static SequenceClassificationModel Create(SequenceClassificationModel like, PretrainedConfig config) => (like, config) switch
    {
        (BertForSequenceClassification, BertConfig bert) => new BertForSequenceClassification(bert, initialize: false),
        (DistilBertForSequenceClassification, DistilBertConfig distilBert) => new DistilBertForSequenceClassification(distilBert, initialize: false),
        (RobertaForSequenceClassification, RobertaConfig roberta) => new RobertaForSequenceClassification(roberta, initialize: false),
        (EncoderForSequenceClassification, _) => new EncoderForSequenceClassification(config, initialize: false),
        _ => throw NotAnEncoder(like),
    };

    /// <summary>What the parts of a classifier are called.</summary>
    /// <exception cref="NotSupportedException">It is no encoder.</exception>
    public static EncoderNames Names(SequenceClassificationModel model) => EncoderNames.Of(model.Config.ModelType) ?? throw NotAnEncoder(model);

    /// <summary>Fills every parameter of <paramref name="target"/>.</summary>
    /// <param name="target">The model to fill.</param>
    /// <param name="source">Where the values come from.</param>
    /// <param name="sourceName">The name in the source of a parameter of the target.</param>
    /// <param name="select">Which part of the source's tensor is taken; all of it if null.</param>
    public static void Fill(SequenceClassificationModel target, SequenceClassificationModel source, Func<string, string> sourceName, Func<string, Tensor, Tensor>? select = null)
    {
        using var noGrad = no_grad();
        var values = source.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter, StringComparer.Ordinal);
        foreach (var (name, parameter) in target.named_parameters())
        {
            using var scope = NewDisposeScope();
            Tensor value = values[sourceName(name)];
            parameter.copy_(select is null ? value : select(name, value));
        }

        target.to(source.Device);
        target.eval();
    }

    private static NotSupportedException NotAnEncoder(SequenceClassificationModel model) =>
        new($"A {model.GetType().Name} cannot be compressed in this way: it works on classifiers over bert, distilbert and roberta.");
}
