using System.Collections;
using TransferLearning.Text;

namespace TransferLearning.Data;

/// <summary>A data set as token ids, ready for batching.</summary>
public sealed class TokenizedDataset : IReadOnlyList<TokenizedExample>
{
    private readonly TokenizedExample[] _examples;

    /// <summary>Creates a data set from examples that were tokenized elsewhere.</summary>
    /// <param name="examples">The examples; none may be without tokens.</param>
    /// <param name="labelNames">The name of each label, by its number.</param>
    /// <param name="padTokenId">The id that fills shorter examples up.</param>
    /// <exception cref="DatasetException">An example has no tokens, or a label has no name.</exception>
    public TokenizedDataset(IEnumerable<TokenizedExample> examples, IReadOnlyList<string> labelNames, int padTokenId)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(labelNames);
        _examples = [.. examples];
        LabelNames = labelNames;
        PadTokenId = padTokenId;
        for (var i = 0; i < _examples.Length; i++)
        {
            if (_examples[i].InputIds.Length == 0)
            {
                throw new DatasetException($"Example {i} has no tokens. Remove it, or use a tokenizer that knows its words.");
            }

            if (_examples[i].Label < 0 || _examples[i].Label >= labelNames.Count)
            {
                throw new DatasetException($"Example {i} has label {_examples[i].Label}, but there are {labelNames.Count} label names ({string.Join(", ", labelNames)}).");
            }
        }
    }

    /// <summary>The name of each label, by its number.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The id that fills shorter examples up.</summary>
    public int PadTokenId { get; }

    /// <summary>The number of examples.</summary>
    public int Count => _examples.Length;

    /// <summary>The number of tokens of all examples together, special ones included.</summary>
    public long TokenCount => _examples.Sum(example => (long)example.InputIds.Length);

    /// <summary>How many tokens the examples have, special ones included.</summary>
    /// <exception cref="ArgumentException">There are no examples.</exception>
    public LengthStatistics Lengths => LengthStatistics.Of(_examples.Select(example => example.InputIds.Length));

    /// <summary>The example at a position, counted from 0.</summary>
    public TokenizedExample this[int index] => _examples[index];

    /// <summary>Tokenizes a data set.</summary>
    /// <param name="dataset">The texts.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="maxLength">The most tokens that an example keeps, special ones included; <see langword="null"/> for what the model takes.</param>
    /// <param name="withTokenTypes">Whether the model has segments (BERT has, DistilBERT and RoBERTa have not).</param>
    public static TokenizedDataset Create(Dataset dataset, PreTrainedTokenizer tokenizer, int? maxLength = null, bool withTokenTypes = false)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(tokenizer);
        var encodings = tokenizer.EncodeBatch(
            [.. dataset.Select(example => example.Text)], truncation: TruncationStrategy.LongestFirst, maxLength: maxLength);
        return new TokenizedDataset(
            encodings.Select((encoding, i) => new TokenizedExample(encoding.InputIds, withTokenTypes ? encoding.TokenTypeIds : null, dataset[i].Label)),
            dataset.LabelNames,
            tokenizer.PadTokenId);
    }

    /// <summary>Tokenizes a data set with any function from a text to ids, such as a vocabulary of whole words.</summary>
    /// <param name="dataset">The texts.</param>
    /// <param name="encode">Gives the ids of a text; at least one.</param>
    /// <param name="padTokenId">The id that fills shorter examples up.</param>
    /// <param name="maxLength">The most tokens that an example keeps.</param>
    public static TokenizedDataset Create(Dataset dataset, Func<string, IReadOnlyList<int>> encode, int padTokenId, int maxLength = 512)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(encode);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        return new TokenizedDataset(
            dataset.Select(example => new TokenizedExample([.. encode(example.Text).Take(maxLength)], null, example.Label)),
            dataset.LabelNames,
            padTokenId);
    }

    /// <inheritdoc/>
    public IEnumerator<TokenizedExample> GetEnumerator() => ((IEnumerable<TokenizedExample>)_examples).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
