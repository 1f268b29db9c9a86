using TransferLearning.Hub;

namespace TransferLearning.Models;

/// <summary>Picks the masked-language model's class by the <c>model_type</c> in <c>config.json</c>.</summary>
public static class AutoModelForMaskedLM
{
    /// <summary>Loads a masked-language model of any architecture that this library knows.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static MaskedLanguageModel FromPretrained(string nameOrFolder, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main")
    {
        var folder = ModelFolder.Resolve(nameOrFolder, revision);
        return PretrainedConfig.ReadModelType(folder) switch
        {
            "bert" => BertForMaskedLM.FromPretrained(folder.Path, null, ignoreMismatchedSizes, allowMissing),
            "distilbert" => DistilBertForMaskedLM.FromPretrained(folder.Path, null, ignoreMismatchedSizes, allowMissing),
            "roberta" => RobertaForMaskedLM.FromPretrained(folder.Path, null, ignoreMismatchedSizes, allowMissing),
            var unknown => throw new NotSupportedException($"'{folder.ConfigPath}' describes a model of type '{unknown}'. As masked-language models this library knows bert, distilbert and roberta."),
        };
    }
}
