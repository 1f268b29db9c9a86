using TransferLearning.Web.Batching;
using TransferLearning.Web.Explaining;
using TransferLearning.Web.Hosting;
using TransferLearning.Web.Metrics;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Api;

/// <summary>From texts to predictions: limits, tokens, queue, answers.</summary>
internal sealed class Predictor(ModelStore store, BatchingQueue queue, ServerOptions options, ServerMetrics metrics)
{
    /// <summary>Labels texts.</summary>
    /// <exception cref="ProblemException">There is no model yet, or no room in the queue.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<(ClassifierInfo Model, IReadOnlyList<Prediction> Predictions)> PredictAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        using var hold = Hold();
        var reviews = new EncodedReview[texts.Count];
        for (var i = 0; i < reviews.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            reviews[i] = Encode(hold.Classifier, texts[i]);
        }

        metrics.Truncated(reviews.Count(review => review.IsTruncated));
        var scores = await ScoreAsync(hold.Model, Array.ConvertAll(reviews, review => review.Input), cancellation);
        var info = hold.Classifier.Info;
        return (info, [.. reviews.Select((review, i) => Describe(info, review, scores[i]))]);
    }

    /// <summary>Labels a text and weighs its words.</summary>
    /// <exception cref="ProblemException">There is no model yet, or no room in the queue.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<(ClassifierInfo Model, Prediction Prediction, IReadOnlyList<WordWeight> Words)> ExplainAsync(string text, CancellationToken cancellation)
    {
        using var hold = Hold();
        var review = Encode(hold.Classifier, text);
        metrics.Truncated(review.IsTruncated ? 1 : 0);
        var occlusion = new Occlusion(review, hold.Classifier.CoverTokenId, options.MaxExplainedWords);
        var scores = await ScoreAsync(hold.Model, [review.Input, .. occlusion.Variants()], cancellation);
        var info = hold.Classifier.Info;
        return (info, Describe(info, review, scores[0]), occlusion.Weigh(scores[0], scores.AsSpan(1)));
    }

    private ModelHold Hold() => store.Hold() ?? throw new ProblemException(503, "loading", "The model is being loaded. Try again in a second.", TimeSpan.FromSeconds(1));

    /// <summary>Cuts what is beyond all measure before tokens are made of it, then what is too long for the model.</summary>
    private EncodedReview Encode(ITextClassifier classifier, string text)
    {
        if (text.Length <= options.MaxCharacters)
            return classifier.Encode(text);
        var end = char.IsHighSurrogate(text[options.MaxCharacters - 1]) ? options.MaxCharacters - 1 : options.MaxCharacters;
        return classifier.Encode(text[..end]) with { IsTruncated = true };
    }

    private async Task<float[][]> ScoreAsync(LoadedModel model, IReadOnlyList<ModelInput> inputs, CancellationToken cancellation)
    {
        try
        {
            return await queue.ScoreAsync(model, inputs, cancellation);
        }
        catch (QueueFullException full)
        {
            throw new ProblemException(429, "queue-full", full.Message, full.RetryAfter);
        }
    }

    private static Prediction Describe(ClassifierInfo info, EncodedReview review, float[] scores)
    {
        var best = Array.IndexOf(scores, scores.Max());
        return new Prediction
        {
            Label = info.Labels[best],
            Score = scores[best],
            Scores = new OrderedDictionary<string, float>(info.Labels.Select((label, id) => KeyValuePair.Create(label, scores[id]))),
            Tokens = review.Encoding.Length,
            Truncated = review.IsTruncated,
            CharactersRead = review.CharactersRead,
        };
    }
}
