using System.Collections.Concurrent;
using TransferLearning.Text;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Tests;

/// <summary>A classifier that waits when told to, and remembers what it was given. Its tokenizer is the toy model's kind.</summary>
internal sealed class SteeredClassifier : ITextClassifier
{
    private static readonly PreTrainedTokenizer s_tokenizer = new WordPieceTrainer { VocabularySize = 100, MinFrequency = 1 }.Train(["one two three four five six seven eight nine ten"]);
    private readonly ManualResetEventSlim _gate = new(initialState: true);

    public ConcurrentQueue<int> BatchSizes { get; } = [];

    public ConcurrentQueue<string> Seen { get; } = [];

    /// <summary>How often a batch has begun.</summary>
    public SemaphoreSlim Begun { get; } = new(0);

    public bool IsDisposed { get; private set; }

    /// <summary>What a batch ends with instead of scores.</summary>
    public Exception? Failure { get; set; }

    public string Name { get; init; } = "steered";

    public ClassifierInfo Info => new(Name, "bert", "float32", ["negative", "positive"], 64);

    public int CoverTokenId => s_tokenizer.MaskTokenId;

    public void Pause() => _gate.Reset();

    public void GoOn() => _gate.Set();

    public EncodedReview Encode(string text) => new(text, s_tokenizer.Encode(text, truncation: TruncationStrategy.LongestFirst, maxLength: 64), false);

    public IReadOnlyList<float[]> Score(IReadOnlyList<ModelInput> texts)
    {
        Begun.Release();
        _gate.Wait();
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (Failure is { } failure)
            throw failure;
        BatchSizes.Enqueue(texts.Count);
        foreach (var text in texts)
            Seen.Enqueue(s_tokenizer.Decode(text.InputIds, skipSpecialTokens: true));
        return [.. texts.Select(text => new[] { 0.25f, 0.75f })];
    }

    public void Dispose() => IsDisposed = true;
}
