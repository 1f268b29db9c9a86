using System.Buffers;
using TransferLearning.Inference;

namespace TransferLearning.Web.Serving;

/// <summary>Runs an encoder on the library's fast runtime, which pays for no padding between texts of different lengths.</summary>
internal sealed class RuntimeClassifier : ITextClassifier
{
    private readonly EncoderRuntime _runtime;

    public RuntimeClassifier(EncoderRuntime runtime)
    {
        _runtime = runtime;
        Info = new ClassifierInfo(runtime.Name, runtime.Config.ModelType, runtime.Precision, runtime.Labels, runtime.MaxTokens);
        CoverTokenId = CoverToken.Of(runtime.Tokenizer);
    }

    /// <inheritdoc/>
    public ClassifierInfo Info { get; }

    /// <inheritdoc/>
    public int CoverTokenId { get; }

    /// <inheritdoc/>
    public EncodedReview Encode(string text)
    {
        var encoded = _runtime.Encode(text);
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

            _runtime.Score(ids.AsSpan(0, tokens), types.AsSpan(0, tokens), lengths, logits);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<int>.Shared.Return(types);
        }

        return [.. logits.Chunk(Info.Labels.Count).Select(Probabilities)];
    }

    /// <inheritdoc/>
    public void Dispose() => _runtime.Dispose();

    private float[] Probabilities(float[] logits)
    {
        _runtime.ToProbabilities(logits, logits);
        return logits;
    }
}
