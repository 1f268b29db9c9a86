using TransferLearning.Inference.Kernels;
using static TransferLearning.Inference.Kernels.Workspace;

namespace TransferLearning.Inference.Encoders;

/// <summary>One run of a classifier over some texts: tokens in, scores out. It keeps its buffers for the next run. One thread at a time.</summary>
/// <remarks>
/// The head looks at each text's first token only, so the last layer computes keys and values of all tokens, and everything else of the first tokens alone.
/// </remarks>
internal sealed class EncoderPass(EncoderWeights weights) : IDisposable
{
    private readonly Workspace _workspace = new();
    private TokenIds[] _tokens = [];
    private Segment[] _segments = [];
    private Segment[] _firsts = [];

    /// <summary>Scores texts.</summary>
    /// <param name="inputIds">The tokens of all texts, one text after the other.</param>
    /// <param name="tokenTypeIds">Their types; empty for all 0.</param>
    /// <param name="lengths">Each text's number of tokens.</param>
    /// <param name="logits">Receives the scores (texts, labels), row by row.</param>
    public void Run(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths, Span<float> logits)
    {
        Fill(inputIds, tokenTypeIds, lengths);
        var (tokens, texts) = (inputIds.Length, lengths.Length);
        var segments = _segments.AsMemory(0, texts);
        var firsts = _firsts.AsMemory(0, texts);
        var hidden = _workspace.Take(Slot.Hidden, weights.Shape.Width, tokens);
        weights.Embeddings.Run(_tokens.AsMemory(0, tokens), hidden);
        for (var i = 0; i < weights.Layers.Length - 1; i++) Layer(weights.Layers[i], hidden, segments);
        Classify(LastLayer(weights.Layers[^1], hidden, segments, firsts), logits);
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    private void Fill(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths)
    {
        if (_tokens.Length < inputIds.Length) _tokens = new TokenIds[inputIds.Length];
        if (_segments.Length < lengths.Length)
        {
            _segments = new Segment[lengths.Length];
            _firsts = new Segment[lengths.Length];
            for (var i = 0; i < _firsts.Length; i++) _firsts[i] = new Segment(i, 1);
        }

        var start = 0;
        for (var text = 0; text < lengths.Length; text++)
        {
            _segments[text] = new Segment(start, lengths[text]);
            var position = weights.Shape.FirstPosition;
            for (var end = start + lengths[text]; start < end; start++)
            {
                // RoBERTa does not count padding, even where somebody wrote it into a text.
                var row = inputIds[start] == weights.Shape.UncountedToken ? inputIds[start] : position++;
                _tokens[start] = new TokenIds(inputIds[start], row, tokenTypeIds.IsEmpty ? 0 : tokenTypeIds[start]);
            }
        }
    }

    private void Layer(EncoderLayer layer, Activations hidden, ReadOnlyMemory<Segment> segments)
    {
        var projections = _workspace.Take(Slot.Projections, layer.Projections.Outputs, hidden.Count);
        layer.Projections.Run(hidden, projections, new Epilogue(Activation.None), _workspace);
        var context = _workspace.Take(Slot.Context, layer.AttentionWidth, hidden.Count);
        RaggedAttention.Run(projections, segments, projections, layer.KeyFeature, layer.ValueFeature, segments, layer.Heads, layer.HeadSize, context);
        Rest(layer, hidden, context);
    }

    private Activations LastLayer(EncoderLayer layer, Activations hidden, ReadOnlyMemory<Segment> segments, ReadOnlyMemory<Segment> firsts)
    {
        var first = _workspace.Take(Slot.FirstHidden, hidden.Features, segments.Length);
        GatherFirst(hidden, segments.Span, first);

        var projections = _workspace.Take(Slot.Projections, layer.Projections.Outputs, hidden.Count);
        layer.Projections.Run(hidden, projections, new Epilogue(Activation.None), _workspace, layer.KeyFeature);
        var queries = _workspace.Take(Slot.FirstQuery, layer.KeyFeature, segments.Length);
        layer.Projections.Run(first, queries, new Epilogue(Activation.None), _workspace, 0, layer.KeyFeature);
        var context = _workspace.Take(Slot.Context, layer.AttentionWidth, segments.Length);
        RaggedAttention.Run(queries, firsts, projections, layer.KeyFeature, layer.ValueFeature, segments, layer.Heads, layer.HeadSize, context);
        Rest(layer, first, context);
        return first;
    }

    /// <summary>What follows attention, in place.</summary>
    private void Rest(EncoderLayer layer, Activations hidden, Activations context)
    {
        var attended = _workspace.Take(Slot.Attended, hidden.Features, hidden.Count);
        layer.AttentionOutput.Run(context, attended, new Epilogue(Activation.None, hidden), _workspace);
        layer.AttentionNorm.Run(attended);
        var inner = _workspace.Take(Slot.Inner, layer.Inner.Outputs, hidden.Count);
        layer.Inner.Run(attended, inner, new Epilogue(weights.Shape.Activation), _workspace);
        layer.Outer.Run(inner, hidden, new Epilogue(Activation.None, attended), _workspace);
        layer.OutputNorm.Run(hidden);
    }

    private void Classify(Activations x, Span<float> logits)
    {
        var (slot, free) = (Slot.Inner, Slot.Attended);
        foreach (var (linear, norm, step) in weights.Head)
        {
            if (linear is not null)
            {
                var y = _workspace.Take(slot, step.Width, x.Count);
                linear.Run(x, y, new Epilogue(step.Activation), _workspace);
                (x, slot, free) = (y, free, slot);
            }
            else
            {
                norm!.Run(x, step.Activation);
            }
        }

        for (var text = 0; text < x.Count; text++)
        {
            for (var label = 0; label < x.Features; label++) logits[(text * x.Features) + label] = x[label, text];
        }
    }

    private static void GatherFirst(Activations hidden, ReadOnlySpan<Segment> segments, Activations first)
    {
        for (var text = 0; text < segments.Length; text++)
        {
            for (var f = 0; f < hidden.Features; f++) first[f, text] = hidden[f, segments[text].Start];
        }
    }
}
