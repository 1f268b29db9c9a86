using TransferLearning.Hub;

namespace TransferLearning.Models;

/// <summary>Picks the class of a model's body by the <c>model_type</c> in <c>config.json</c>.</summary>
public static class AutoModel
{
    /// <summary>Loads a body, without a head, of any architecture that this library knows.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static EncoderModel FromPretrained(string nameOrFolder, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main")
    {
        var folder = ModelFolder.Resolve(nameOrFolder, revision);
        return PretrainedConfig.ReadModelType(folder) switch
        {
            "bert" => BertModel.FromPretrained(folder.Path, null, ignoreMismatchedSizes, allowMissing),
            "distilbert" => DistilBertModel.FromPretrained(folder.Path, null, ignoreMismatchedSizes, allowMissing),
            "roberta" => RobertaModel.FromPretrained(folder.Path, null, ignoreMismatchedSizes, allowMissing),
            var unknown => throw new NotSupportedException($"'{folder.ConfigPath}' describes a model of type '{unknown}'. As encoders this library knows bert, distilbert and roberta; gpt2 is opened by Gpt2Model and Gpt2LMHeadModel."),
        };
    }
}
