using TransferLearning.Hub;

namespace TransferLearning.Models;

/// <summary>Picks the classifier's class by the <c>model_type</c> in <c>config.json</c>.</summary>
public static class AutoModelForSequenceClassification
{
    /// <summary>Makes a classifier of a configuration's architecture with fresh weights: nothing is loaded.</summary>
    /// <param name="config">The model's shape and labels, for example the <see cref="PreTrainedModel.Config"/> of a pre-trained model.</param>
    /// <exception cref="NotSupportedException">This library has no classifier of this architecture.</exception>
    public static SequenceClassificationModel FromConfig(PretrainedConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config switch
        {
            LstmConfig lstm => new LstmClassifier(lstm),
            { ClassifierHead: not null } => new EncoderForSequenceClassification(config),
            RobertaConfig roberta => new RobertaForSequenceClassification(roberta),
            BertConfig bert => new BertForSequenceClassification(bert),
            DistilBertConfig distilBert => new DistilBertForSequenceClassification(distilBert),
            _ => throw new NotSupportedException($"There is no classifier of type '{config.ModelType}'. As classifiers this library knows bert, distilbert, roberta and {LstmConfig.Type}."),
        };
    }

    /// <summary>Loads a classifier of any architecture that this library knows.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static SequenceClassificationModel FromPretrained(string nameOrFolder, IReadOnlyList<string>? labels = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main")
    {
        var folder = ModelFolder.Resolve(nameOrFolder, revision);
        var (type, hasCourseHead) = PretrainedConfig.ReadKind(folder);
        return type switch
        {
            not LstmConfig.Type when hasCourseHead => EncoderForSequenceClassification.FromPretrained(folder.Path, null, labels, ignoreMismatchedSizes, allowMissing),
            "bert" => BertForSequenceClassification.FromPretrained(folder.Path, labels, null, ignoreMismatchedSizes, allowMissing),
            "distilbert" => DistilBertForSequenceClassification.FromPretrained(folder.Path, labels, null, ignoreMismatchedSizes, allowMissing),
            "roberta" => RobertaForSequenceClassification.FromPretrained(folder.Path, labels, null, ignoreMismatchedSizes, allowMissing),
            LstmConfig.Type => LstmClassifier.FromPretrained(folder.Path, labels, ignoreMismatchedSizes, allowMissing),
            var unknown => throw new NotSupportedException($"'{folder.ConfigPath}' describes a model of type '{unknown}'. As classifiers this library knows bert, distilbert, roberta and {LstmConfig.Type}."),
        };
    }
}
