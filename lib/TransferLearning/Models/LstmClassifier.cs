using TorchSharp.Modules;
using TransferLearning.Hub;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>The classifier before transformers: word vectors, an LSTM that reads the text in both directions, and a linear layer over its two last states. For two labels it gives one score, whose sigmoid is held against 0.5.</summary>
/// <remarks>Hochreiter, Schmidhuber 1997, "Long Short-Term Memory"; Graves, Schmidhuber 2005 for the two directions.</remarks>
public sealed class LstmClassifier : SequenceClassificationModel
{
    private readonly Embedding embedding;
    private readonly LSTM lstm;
    private readonly Dropout dropout;
    private readonly Linear fc;

    /// <summary>Makes a classifier with fresh weights.</summary>
    public LstmClassifier(LstmConfig config)
        : this(config, initialize: true)
    {
    }

    internal LstmClassifier(LstmConfig config, bool initialize)
        : base(config, nameof(LstmClassifier))
    {
        embedding = Layers.Embedding(config.VocabSize, config.EmbeddingSize, config.PadTokenId);
        lstm = nn.LSTM(config.EmbeddingSize, config.HiddenSize, batchFirst: true, bidirectional: true);
        dropout = nn.Dropout(config.Dropout);
        fc = Layers.Linear(2 * config.HiddenSize, config.Outputs);
        Complete(initialize);
    }

    /// <summary>Null: an LSTM is trained as a whole.</summary>
    public override EncoderModel? Encoder => null;

    internal override string BaseModelPrefix => "lstm";

    /// <summary>Loads a classifier that <see cref="PreTrainedModel.SavePretrained"/> wrote.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static LstmClassifier FromPretrained(string nameOrFolder, IReadOnlyList<string>? labels = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load<LstmClassifier, LstmConfig>(nameOrFolder, labels, null, config => new LstmClassifier(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <summary>Starts the word vectors from pre-trained ones; words without one keep their fresh random vector.</summary>
    /// <param name="vectors">Vectors as wide as this model's.</param>
    /// <param name="vocabulary">The words by token id.</param>
    /// <returns>How many words had a vector.</returns>
    /// <exception cref="ArgumentException">The widths differ, or the vocabulary is longer than the table.</exception>
    public int InitializeEmbeddings(WordVectors vectors, IReadOnlyList<string> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(vocabulary);
        var config = (LstmConfig)Config;
        if (vectors.Dimensions != config.EmbeddingSize)
            throw new ArgumentException($"The vectors have {vectors.Dimensions} numbers, and the model's have {config.EmbeddingSize}. Set EmbeddingSize to {vectors.Dimensions}.", nameof(vectors));
        if (vocabulary.Count > config.VocabSize)
            throw new ArgumentException($"The vocabulary has {vocabulary.Count} words, and the model has room for {config.VocabSize}. Set VocabSize to {vocabulary.Count}.", nameof(vocabulary));

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var table = embedding.weight!.detach().cpu().clone();
        var values = table.bytes;
        var rowLength = config.EmbeddingSize * sizeof(float);
        var found = 0;
        for (var id = 0; id < vocabulary.Count; id++)
        {
            if (id == config.PadTokenId || !vectors.TryGet(vocabulary[id], out var vector)) continue;
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector).CopyTo(values.Slice(id * rowLength, rowLength));
            found++;
        }

        embedding.weight!.copy_(table);
        return found;
    }

    /// <inheritdoc/>
    /// <remarks>An LSTM has neither token types nor attention: <paramref name="tokenTypeIds"/> is ignored, and there are no hidden states or attentions to return.</remarks>
    public override SequenceClassifierOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        if (outputHiddenStates || outputAttentions)
            throw new NotSupportedException("An LSTM classifier has no layers of hidden states and no attentions. Leave outputHiddenStates and outputAttentions false.");

        using var scope = NewDisposeScope();
        var words = embedding.call(inputIds);                             // (batch, tokens, embedding)
        var state = LastState(words, attentionMask);                      // (directions, batch, hidden)
        var both = cat([state.select(0, 0), state.select(0, 1)], dim: 1); // (batch, 2 * hidden)
        var scores = fc.call(dropout.call(both));                         // (batch, 1 or labels)

        // Softmax over (0, z) is the sigmoid of z, and so are its loss and gradients: one score is two logits, the first of which is always 0.
        var logits = scores.shape[1] < Config.NumLabels ? cat([zeros_like(scores), scores], dim: 1) : scores; // (batch, labels)
        return new SequenceClassifierOutput { Loss = Loss(logits, labels), Logits = logits }.MoveToOuterDisposeScope();
    }

    private protected override string InPython => "The architecture is the course's own; its weights are plain safetensors in the layout of `torch.nn.LSTM`.";

    private protected override void InitializeParameter(string name, Module owner, Parameter parameter)
    {
        var config = (LstmConfig)Config;
        if (owner is Embedding)
        {
            init.normal_(parameter, 0, config.InitializerRange);
            parameter.select(0, config.PadTokenId).zero_();
            return;
        }

        // PyTorch's rule: uniform, up to one over the root of the number of inputs.
        var bound = 1 / Math.Sqrt(owner is LSTM ? config.HiddenSize : 2 * config.HiddenSize);
        init.uniform_(parameter, -bound, bound);
    }

    /// <summary>The state after the last word, for either direction. Packed, so that padding is never read.</summary>
    private Tensor LastState(Tensor words, Tensor? attentionMask)
    {
        if (attentionMask is null)
        {
            var (_, last, _) = lstm.call(words); // (directions, batch, hidden)
            return last;
        }

        var lengths = attentionMask.to_type(ScalarType.Int64).sum(1).cpu(); // (batch)
        using var packed = nn.utils.rnn.pack_padded_sequence(words, lengths, batch_first: true, enforce_sorted: false);
        var (_, lastPacked, _) = lstm.call(packed); // (directions, batch, hidden)
        return lastPacked;
    }
}
