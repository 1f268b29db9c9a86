using TransferLearning.Text;

namespace TransferLearning.Pretraining;

/// <summary>
/// Hides tokens for masked-language modelling (Devlin et al. 2019, section 3.1): of the chosen ones 80 % become the mask
/// token, 10 % a random token, and 10 % stay as they are.
/// </summary>
public sealed class DataCollatorForLanguageModeling
{
    private const double MaskedShare = 0.8;
    private const double RandomShare = 0.1;
    private readonly double _probability;
    private readonly int _maskTokenId;
    private readonly int[] _ordinaryIds;
    private readonly bool[] _isSpecial;
    private readonly bool[]? _continuesWord;

    /// <summary>Creates a collator.</summary>
    /// <param name="tokenizer">A tokenizer with a mask token.</param>
    /// <param name="mlmProbability">The share of tokens to choose, in (0, 1).</param>
    /// <param name="wholeWords">Whether all pieces of a chosen word are chosen together (pieces that continue a word begin with <c>##</c>).</param>
    public DataCollatorForLanguageModeling(PreTrainedTokenizer tokenizer, double mlmProbability = 0.15, bool wholeWords = false)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (!(mlmProbability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(mlmProbability), mlmProbability, "The share of tokens to predict lies between 0 and 1.");
        }

        _probability = mlmProbability;
        _maskTokenId = tokenizer.MaskTokenId;
        _isSpecial = new bool[tokenizer.VocabSize];
        foreach (var id in tokenizer.AllSpecialIds) _isSpecial[id] = true;
        _ordinaryIds = [.. Enumerable.Range(0, tokenizer.VocabSize).Where(id => !_isSpecial[id])];
        _continuesWord = wholeWords ? [.. tokenizer.Vocabulary.Tokens.Select(token => token.StartsWith("##", StringComparison.Ordinal))] : null;
    }

    /// <summary>Hides tokens of some sequences.</summary>
    /// <param name="sequences">The packed corpus.</param>
    /// <param name="indices">Which sequences.</param>
    /// <param name="random">Decides what is hidden: the same state gives the same batch.</param>
    public MaskedBatch Collate(PackedSequences sequences, ReadOnlySpan<int> indices, Random random)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(random);
        var length = sequences.SequenceLength;
        var ids = new long[indices.Length * length];
        var labels = new long[ids.Length];
        Array.Fill(labels, MaskedBatch.IgnoreIndex);
        for (var row = 0; row < indices.Length; row++)
        {
            var chosen = false;
            var sequence = sequences[indices[row]];
            for (var i = 0; i < length; i++)
            {
                var id = sequence[i];
                var position = (row * length) + i;
                ids[position] = id;
                if (_isSpecial[id])
                {
                    chosen = false;
                    continue;
                }

                // A piece that continues a word shares the fate of the word's first piece.
                if (_continuesWord is null || !_continuesWord[id]) chosen = random.NextDouble() < _probability;
                if (!chosen) continue;
                labels[position] = id;
                ids[position] = Disguise(id, random);
            }
        }

        if (!labels.AsSpan().ContainsAnyExcept(MaskedBatch.IgnoreIndex)) HideOne(ids, labels, random);
        return new MaskedBatch(ids, labels, length)
        {
            TokenTypeIds = sequences.SecondSegmentStarts is { } starts ? TokenTypeIds(starts, indices, length) : null,
            SentenceLabels = sequences.SentenceLabels is { } classes ? Gather(classes, indices) : null,
        };
    }

    /// <summary>In a batch of few short texts chance may choose no token; a loss needs one.</summary>
    private void HideOne(long[] ids, long[] labels, Random random)
    {
        int[] candidates = [.. Enumerable.Range(0, ids.Length).Where(i => !_isSpecial[ids[i]])];
        if (candidates.Length == 0) return;
        var position = candidates[random.Next(candidates.Length)];
        labels[position] = ids[position];
        ids[position] = Disguise((int)ids[position], random);
    }

    private static long[] TokenTypeIds(IReadOnlyList<int> secondSegmentStarts, ReadOnlySpan<int> indices, int length)
    {
        var types = new long[indices.Length * length];
        for (var row = 0; row < indices.Length; row++) types.AsSpan(row * length, length)[secondSegmentStarts[indices[row]]..].Fill(1);
        return types;
    }

    private static long[] Gather(IReadOnlyList<long> classes, ReadOnlySpan<int> indices)
    {
        var gathered = new long[indices.Length];
        for (var row = 0; row < indices.Length; row++) gathered[row] = classes[indices[row]];
        return gathered;
    }

    private int Disguise(int id, Random random) => random.NextDouble() switch
    {
        < MaskedShare => _maskTokenId,
        < MaskedShare + RandomShare => _ordinaryIds[random.Next(_ordinaryIds.Length)],
        _ => id,
    };
}
