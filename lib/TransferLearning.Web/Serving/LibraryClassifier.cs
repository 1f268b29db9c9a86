using System.Buffers;
using TransferLearning.Inference;

namespace TransferLearning.Web.Serving;

/// <summary>Runs a classifier of the library.</summary>
internal sealed class LibraryClassifier : ITextClassifier
{
    private readonly TextClassifier _classifier;

    private LibraryClassifier(TextClassifier classifier)
    {
        _classifier = classifier;
        Info = new ClassifierInfo(classifier.Name, classifier.Config.ModelType, classifier.Precision, classifier.Labels, classifier.MaxTokens);
        CoverTokenId = CoverToken.Of(classifier.Tokenizer);
    }

    /// <inheritdoc/>
    public ClassifierInfo Info { get; }

    /// <inheritdoc/>
    public int CoverTokenId { get; }

    /// <summary>Loads a fine-tuned classifier.</summary>
    /// <inheritdoc cref="TextClassifier.Load" path="/param|/exception"/>
    public static LibraryClassifier Load(string nameOrFolder, int? maxTokens) => new(TextClassifier.Load(nameOrFolder, maxTokens));

    /// <inheritdoc/>
    public EncodedReview Encode(string text)
    {
        var encoded = _classifier.Encode(text);
        return new EncodedReview(text, encoded.Encoding, encoded.IsTruncated);
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Score(IReadOnlyList<ModelInput> texts)
    {
        var lengths = new int[texts.Count];
        var tokens = 0;
        for (var i = 0; i < lengths.Length; i++)
            tokens += lengths[i] = texts[i].InputIds.Length;

        var (ids, types) = (ArrayPool<int>.Shared.Rent(tokens), ArrayPool<int>.Shared.Rent(tokens));
        var logits = new float[texts.Count * Info.Labels.Count];
        try
        {
            var at = 0;
            foreach (var text in texts)
            {
                text.InputIds.CopyTo(ids, at);
                text.TokenTypeIds.CopyTo(types, at);
                at += text.InputIds.Length;
            }

            _classifier.Score(ids.AsSpan(0, tokens), types.AsSpan(0, tokens), lengths, logits);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<int>.Shared.Return(types);
        }

        return [.. logits.Chunk(Info.Labels.Count).Select(Probabilities)];
    }

    /// <inheritdoc/>
    public void Dispose() => _classifier.Dispose();

    private float[] Probabilities(float[] logits)
    {
        _classifier.ToProbabilities(logits, logits);
        return logits;
    }
}
