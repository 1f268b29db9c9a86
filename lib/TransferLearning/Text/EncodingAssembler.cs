using System.Collections.ObjectModel;

namespace TransferLearning.Text;

/// <summary>Makes an encoding of one or two sequences' tokens: cuts what is too long and puts the special tokens around.</summary>
internal readonly struct EncodingAssembler(PreTrainedTokenizer tokenizer, EncodingOptions options)
{
    private static IReadOnlyDictionary<int, string> NoSpellings => ReadOnlyDictionary<int, string>.Empty;

    public TokenEncoding Assemble(TokenBuffer first, TokenBuffer? second)
    {
        var keep = (First: first.Count, Second: second?.Count ?? 0);
        if (options.Truncation != TruncationStrategy.DoNotTruncate)
        {
            var length = options.MaxLength ?? tokenizer.ModelMaxLength;
            var added = options.AddSpecialTokens ? tokenizer.Template.CountAdded(second is not null) : 0;
            if (length < added)
            {
                throw new ArgumentException(
                    $"The maximal length is {length} tokens, but the special tokens alone take {added}. Choose a greater length, or do not add special tokens.");
            }

            keep = Truncation.Share(options.Truncation, first.Count, second?.Count, length - added);
        }

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
        var template = second is null ? tokenizer.Template.Single : tokenizer.Template.Pair;
        var length = firstStretch.Length + secondStretch.Length + (options.AddSpecialTokens ? tokenizer.Template.CountAdded(second is not null) : 0);
        var (ids, mask, types, special) = (new int[length], new int[length], new int[length], new int[length]);
        var (offsets, words, sequences) = (new TextSpan[length], new int[length], new int[length]);
        mask.AsSpan().Fill(1);

        var at = 0;
        Dictionary<int, string>? spellings = null;
        foreach (var piece in template)
        {
            if (piece.Token is not null)
            {
                if (options.AddSpecialTokens)
                {
                    ids[at] = tokenizer.Vocabulary.IdOf(piece.Token);
                    (types[at], special[at], words[at], sequences[at]) = (piece.TypeId, 1, -1, -1);
                    at++;
                }

                continue;
            }

            var (tokens, stretch) = piece.Sequence == 0 ? (first, firstStretch) : (second!, secondStretch);
            tokens.Ids[stretch.Start..stretch.End].CopyTo(ids.AsSpan(at));
            tokens.Words[stretch.Start..stretch.End].CopyTo(words.AsSpan(at));
            types.AsSpan(at, stretch.Length).Fill(piece.TypeId);
            sequences.AsSpan(at, stretch.Length).Fill(piece.Sequence);
            foreach (var (place, spelling) in tokens.Spellings)
            {
                if (place >= stretch.Start && place < stretch.End)
                {
                    spellings ??= [];
                    spellings.Add(at + place - stretch.Start, spelling);
                }
            }

            for (var i = stretch.Start; i < stretch.End; i++, at++)
            {
                var token = tokens.Spellings.GetValueOrDefault(i) ?? tokenizer.Vocabulary.Tokens[ids[at]];
                offsets[at] = tokenizer.Pipeline.Trim(token, new TextSpan(tokens.Starts[i], tokens.Ends[i]));
            }
        }

        return new TokenEncoding(tokenizer.Vocabulary, ids, mask, types, special, offsets, words, sequences)
        {
            Overflowing = overflowing,
            Spellings = spellings ?? NoSpellings,
        };
    }
}
