namespace TransferLearning.Text;

/// <summary>A template with a vocabulary's ids: what stands where in the encoding of one sequence or two.</summary>
internal sealed class SequenceLayout
{
    private readonly Piece[] _pieces;

    public SequenceLayout(IEnumerable<SequenceTemplate.Piece> template, bool addSpecialTokens, TokenVocabulary vocabulary)
    {
        _pieces = [.. template
            .Where(piece => piece.Token is null || addSpecialTokens)
            .Select(piece => piece.Token is null
                ? new Piece(-1, piece.Sequence, piece.TypeId)
                : new Piece(vocabulary.IdOf(piece.Token), -1, piece.TypeId))];
        CountAdded = _pieces.Count(piece => piece.IsSpecial);
    }

    public ReadOnlySpan<Piece> Pieces => _pieces;

    /// <summary>How many special tokens are added.</summary>
    public int CountAdded { get; }

    /// <summary>A special token, or the place of a sequence.</summary>
    /// <param name="Id">The special token's id; -1 for a sequence.</param>
    /// <param name="Sequence">0 for the first sequence, 1 for the second, -1 for a special token.</param>
    /// <param name="TypeId">The token type id of what stands here.</param>
    internal readonly record struct Piece(int Id, int Sequence, int TypeId)
    {
        public bool IsSpecial => Sequence < 0;
    }
}
