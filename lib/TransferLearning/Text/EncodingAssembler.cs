namespace TransferLearning.Text;

/// <summary>Makes an encoding of one or two sequences' tokens: cuts what is too long and puts the special tokens around.</summary>
internal readonly struct EncodingAssembler(PreTrainedTokenizer tokenizer, SequenceLayout layout, EncodingOptions options)
{
    public TokenEncoding Assemble(TokenBuffer first, TokenBuffer? second)
    {
        if (options.Truncation == TruncationStrategy.DoNotTruncate)
        {
            return Join(first, new TextSpan(0, first.Count), second, new TextSpan(0, second?.Count ?? 0), []);
        }

        var length = options.MaxLength ?? tokenizer.ModelMaxLength;
        if (length < layout.CountAdded)
        {
            throw new ArgumentException(
                $"The maximal length is {length} tokens, but the special tokens alone take {layout.CountAdded}. Choose a greater length, or do not add special tokens.");
        }

        var keep = Truncation.Share(options.Truncation, first.Count, second?.Count, length - layout.CountAdded);
        var firsts = Truncation.Stretches(first.Count, keep.First, options.Stride, tokenizer.TruncationSide);
        var seconds = second is null ? [default] : Truncation.Stretches(second.Count, keep.Second, options.Stride, tokenizer.TruncationSide);
        return Join(first, firsts[0], second, seconds[0], options.ReturnOverflowingTokens ? Overflow(first, firsts, second, seconds) : []);
    }

    /// <summary>Every other combination of stretches, in Hugging Face's order: the whole one of both comes first and is not here.</summary>
    private List<TokenEncoding> Overflow(TokenBuffer first, IReadOnlyList<TextSpan> firsts, TokenBuffer? second, IReadOnlyList<TextSpan> seconds)
    {
        var overflowing = new List<TokenEncoding>();
        foreach (var stretch in firsts.Skip(1))
        {
            foreach (var other in seconds)
            {
                overflowing.Add(Join(first, stretch, second, other, []));
            }
        }

        foreach (var other in seconds.Skip(1))
        {
            overflowing.Add(Join(first, firsts[0], second, other, []));
        }

        return overflowing;
    }

    private TokenEncoding Join(TokenBuffer first, TextSpan firstStretch, TokenBuffer? second, TextSpan secondStretch, IReadOnlyList<TokenEncoding> overflowing)
    {
        var shape = new EncodingShape(layout, firstStretch.Length, secondStretch.Length);
        var (ids, offsets, words) = (new int[shape.Length], new TextSpan[shape.Length], new int[shape.Length]);
        var at = 0;
        Dictionary<int, string>? spellings = null;
        foreach (var piece in layout.Pieces)
        {
            if (piece.IsSpecial)
            {
                (ids[at], words[at]) = (piece.Id, -1);
                at++;
                continue;
            }

            var (tokens, stretch) = piece.Sequence == 0 ? (first, firstStretch) : (second!, secondStretch);
            tokens.Ids[stretch.Start..stretch.End].CopyTo(ids.AsSpan(at));
            tokens.Offsets[stretch.Start..stretch.End].CopyTo(offsets.AsSpan(at));
            tokens.Words[stretch.Start..stretch.End].CopyTo(words.AsSpan(at));
            foreach (var (place, spelling) in tokens.Spellings)
            {
                if (place >= stretch.Start && place < stretch.End)
                {
                    spellings ??= [];
                    spellings.Add(at + place - stretch.Start, spelling);
                }
            }

            at += stretch.Length;
        }

        return new TokenEncoding(tokenizer.Vocabulary, shape, ids, offsets, words) { Overflowing = overflowing, Spellings = spellings };
    }
}
