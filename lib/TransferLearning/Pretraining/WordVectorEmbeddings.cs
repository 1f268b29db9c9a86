using System.Numerics.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using TransferLearning.Hub;
using TransferLearning.Text;

namespace TransferLearning.Pretraining;

/// <summary>How many rows of an embedding table were made from word vectors.</summary>
/// <param name="WholeWords">Rows of tokens that are words with a vector of their own.</param>
/// <param name="WordPieces">Rows of pieces, made from the vectors of the words they occur in.</param>
/// <param name="Random">Rows that stayed as they were.</param>
public sealed record WordVectorEmbeddingsReport(int WholeWords, int WordPieces, int Random);

/// <summary>
/// Starts a model's token embeddings from word vectors, so that pre-training need not learn from nothing which words are
/// alike. A token that is a word gets the word's vector; a piece of words gets the mean of the vectors of the words that
/// contain it, weighted by how frequent they are; other tokens keep their random values.
/// </summary>
public static class WordVectorEmbeddings
{
    /// <summary>Overwrites the first components of the rows that word vectors say something about.</summary>
    /// <param name="table">The embedding table, float32 [vocabulary, hidden]; hidden is at least the vectors' dimensions. Components beyond these stay as they are.</param>
    /// <param name="tokenizer">The tokenizer whose ids are the rows.</param>
    /// <param name="vectors">The vectors, most frequent word first.</param>
    /// <param name="standardDeviation">What the written components spread: BERT's initialisation has 0.02.</param>
    /// <exception cref="ArgumentException">The table has another number of rows than the vocabulary, or too few columns.</exception>
    public static WordVectorEmbeddingsReport Initialize(Parameter table, PreTrainedTokenizer tokenizer, WordVectors vectors, double standardDeviation = 0.02)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(vectors);
        if (table.dim() != 2 || table.shape[0] != tokenizer.VocabSize || table.shape[1] < vectors.Dimensions)
        {
            throw new ArgumentException(
                $"The table has shape [{string.Join(", ", table.shape)}], but needs {tokenizer.VocabSize} rows (the vocabulary) and at least {vectors.Dimensions} columns (the word vectors).", nameof(table));
        }

        var (rows, wholeWords) = RowsFromVectors(tokenizer, vectors);
        Standardize(rows, standardDeviation);
        Write(table, rows);
        return new WordVectorEmbeddingsReport(wholeWords, rows.Count - wholeWords, tokenizer.VocabSize - rows.Count);
    }

    private static (Dictionary<int, float[]> Rows, int WholeWords) RowsFromVectors(PreTrainedTokenizer tokenizer, WordVectors vectors)
    {
        var wholeWords = new Dictionary<int, float[]>();
        var sums = new Dictionary<int, (float[] Sum, float Weight)>();
        var encodings = tokenizer.EncodeBatch(vectors.Words, addSpecialTokens: false);
        for (var rank = 0; rank < vectors.Count; rank++)
        {
            var vector = vectors[vectors.Words[rank]];
            var ids = encodings[rank].InputIds;
            if (ids.Length == 1 && !tokenizer.AllSpecialIds.Contains(ids[0]))
            {
                // Two words may become one token when accents are dropped: the more frequent one counts.
                wholeWords.TryAdd(ids[0], vector.ToArray());
                continue;
            }

            // Zipf's law: the frequency of a word falls as one over its rank.
            var weight = 1f / (rank + 1);
            foreach (var id in ids.Distinct().Where(id => !tokenizer.AllSpecialIds.Contains(id)))
            {
                var (sum, total) = sums.TryGetValue(id, out var known) ? known : (new float[vectors.Dimensions], 0f);
                TensorPrimitives.MultiplyAdd(vector, weight, sum, sum);
                sums[id] = (sum, total + weight);
            }
        }

        var rows = new Dictionary<int, float[]>(wholeWords);
        foreach (var (id, (sum, weight)) in sums)
        {
            TensorPrimitives.Divide(sum, weight, sum);
            rows.TryAdd(id, sum);
        }

        return (rows, wholeWords.Count);
    }

    /// <summary>Moves the mean row to zero, as random rows have it, and scales all rows alike to the spread that is asked for.</summary>
    private static void Standardize(Dictionary<int, float[]> rows, double standardDeviation)
    {
        if (rows.Count == 0) return;
        var mean = new float[rows.First().Value.Length];
        foreach (var row in rows.Values) TensorPrimitives.Add(mean, row, mean);
        TensorPrimitives.Divide(mean, rows.Count, mean);

        var squares = 0.0;
        foreach (var row in rows.Values)
        {
            TensorPrimitives.Subtract(row, mean, row);
            squares += TensorPrimitives.SumOfSquares<float>(row);
        }

        var spread = Math.Sqrt(squares / ((double)rows.Count * mean.Length));
        if (spread == 0) return;
        foreach (var row in rows.Values) TensorPrimitives.Multiply(row, (float)(standardDeviation / spread), row);
    }

    private static void Write(Parameter table, Dictionary<int, float[]> rows)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var width = (int)table.shape[1];
        var values = table.detach().cpu().data<float>().ToArray();
        foreach (var (id, row) in rows) row.CopyTo(values, id * width);
        table.copy_(torch.tensor(values, table.shape, device: table.device));
    }
}
