using System.Runtime.CompilerServices;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace TransferLearning.Inference.Kernels;

/// <summary>The sum of a token's word, position and type vectors, normalised.</summary>
/// <param name="words">One row a token of the vocabulary.</param>
/// <param name="positions">One row a place.</param>
/// <param name="types">One row a token type; null for none.</param>
/// <param name="norm">Normalises the sum.</param>
internal sealed unsafe class Embeddings(EmbeddingTable words, EmbeddingTable positions, EmbeddingTable? types, LayerNorm norm) : IDisposable
{
    /// <summary>The width of the vectors.</summary>
    public int Width => words.Columns;

    /// <summary>The number of words.</summary>
    public int VocabSize => words.Rows;

    /// <summary>The number of token types; 0 if the model has none.</summary>
    public int TypeCount => types?.Rows ?? 0;

    /// <summary>The memory that the tables take, in bytes.</summary>
    public long Bytes => words.Bytes + positions.Bytes + (types?.Bytes ?? 0);

    /// <summary>Looks up the tokens.</summary>
    /// <param name="tokens">Each token's ids.</param>
    /// <param name="x">Receives their vectors.</param>
    public void Run(ReadOnlyMemory<TokenIds> tokens, Activations x)
    {
        WorkerPool.For(x.Panels, new Panels(this, tokens, x));
        norm.Run(x);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        words.Dispose();
        positions.Dispose();
        types?.Dispose();
    }

    private void Sum(TokenIds token, Span<float> row)
    {
        row.Clear();
        words.AddRow(token.Word, row);
        types?.AddRow(token.Type, row);
        positions.AddRow(token.Position, row);
    }

    private readonly struct Panels(Embeddings embeddings, ReadOnlyMemory<TokenIds> tokens, Activations x) : IParallelBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run(int panel)
        {
            var filled = x.Filled(panel);
            var ids = tokens.Span.Slice(panel * Panel.Tokens, filled);
            float* column = x.At(panel), rows = ThreadScratch.Floats((long)x.Features * Panel.Tokens);
            for (var t = 0; t < filled; t++) embeddings.Sum(ids[t], new Span<float>(rows + (t * x.Features), x.Features));
            for (var f = 0; f < x.Features; f++, column += Panel.Tokens)
            {
                for (var t = 0; t < filled; t++) column[t] = rows[(t * x.Features) + f];
                for (var t = filled; t < Panel.Tokens; t++) column[t] = 0;
            }
        }
    }
}
