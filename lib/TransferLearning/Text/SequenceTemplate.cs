namespace TransferLearning.Text;

/// <summary>Where a model wants special tokens: before, between and after one sequence or two.</summary>
/// <param name="Single">The pieces around one sequence.</param>
/// <param name="Pair">The pieces around two.</param>
internal sealed record SequenceTemplate(IReadOnlyList<SequenceTemplate.Piece> Single, IReadOnlyList<SequenceTemplate.Piece> Pair)
{
    /// <summary>No special tokens at all, as GPT-2 wants it.</summary>
    public static SequenceTemplate None { get; } = new([Piece.First()], [Piece.First(), Piece.Second(typeId: 1)]);

    /// <summary>BERT: [CLS] A [SEP], with the second sequence [CLS] A [SEP] B [SEP], whose type is 1 from B on.</summary>
    public static SequenceTemplate Bert(string classification, string separator) => new(
        [Piece.Special(classification), Piece.First(), Piece.Special(separator)],
        [Piece.Special(classification), Piece.First(), Piece.Special(separator), Piece.Second(typeId: 1), Piece.Special(separator, typeId: 1)]);

    /// <summary>RoBERTa: &lt;s&gt; A &lt;/s&gt;, with the second sequence &lt;s&gt; A &lt;/s&gt;&lt;/s&gt; B &lt;/s&gt;, all of type 0.</summary>
    public static SequenceTemplate Roberta(string classification, string separator) => new(
        [Piece.Special(classification), Piece.First(), Piece.Special(separator)],
        [
            Piece.Special(classification), Piece.First(), Piece.Special(separator),
            Piece.Special(separator), Piece.Second(typeId: 0), Piece.Special(separator),
        ]);

    /// <summary>A special token, or the place of a sequence.</summary>
    /// <param name="Token">The special token; null for a sequence.</param>
    /// <param name="Sequence">0 for the first sequence, 1 for the second.</param>
    /// <param name="TypeId">The token type id of what stands here.</param>
    internal sealed record Piece(string? Token, int Sequence, int TypeId)
    {
        public static Piece Special(string token, int typeId = 0) => new(token, -1, typeId);

        public static Piece First(int typeId = 0) => new(null, 0, typeId);

        public static Piece Second(int typeId) => new(null, 1, typeId);
    }
}
