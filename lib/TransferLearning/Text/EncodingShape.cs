namespace TransferLearning.Text;

/// <summary>
/// How an encoding is put together. Masks, types and sequence numbers follow from it, so that an encoding makes them only when
/// they are asked for.
/// </summary>
/// <param name="Layout">The pieces.</param>
/// <param name="First">How many tokens of the first sequence it has.</param>
/// <param name="Second">How many of the second.</param>
/// <param name="PaddingBefore">How much padding stands before all.</param>
/// <param name="PaddingAfter">How much padding stands after all.</param>
internal readonly record struct EncodingShape(SequenceLayout Layout, int First, int Second, int PaddingBefore = 0, int PaddingAfter = 0)
{
    /// <summary>How many tokens there are, padding included.</summary>
    public int Length => PaddingBefore + Layout.CountAdded + First + Second + PaddingAfter;

    /// <summary>How many tokens a piece has.</summary>
    public int LengthOf(SequenceLayout.Piece piece) => piece.Sequence switch
    {
        0 => First,
        1 => Second,
        _ => 1,
    };

    /// <summary>Makes an entry for each token: one value for a piece, another for padding.</summary>
    public T[] Fill<T>(T padding, Func<SequenceLayout.Piece, T> valueOf)
    {
        var values = new T[Length];
        values.AsSpan(0, PaddingBefore).Fill(padding);
        var at = PaddingBefore;
        foreach (var piece in Layout.Pieces)
        {
            var length = LengthOf(piece);
            values.AsSpan(at, length).Fill(valueOf(piece));
            at += length;
        }

        values.AsSpan(at).Fill(padding);
        return values;
    }
}
