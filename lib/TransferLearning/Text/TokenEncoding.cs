namespace TransferLearning.Text;

/// <summary>
/// A text as a model reads it: one entry a token in each of the lists. The names are those of Hugging Face's <c>BatchEncoding</c>.
/// </summary>
public sealed class TokenEncoding
{
    private readonly TokenVocabulary _vocabulary;
    private readonly EncodingShape _shape;
    private readonly int[] _words;

    internal TokenEncoding(TokenVocabulary vocabulary, EncodingShape shape, int[] inputIds, TextSpan[] offsets, int[] words)
    {
        _vocabulary = vocabulary;
        _shape = shape;
        _words = words;
        InputIds = inputIds;
        Offsets = offsets;
    }

    /// <summary>How many tokens there are, padding included.</summary>
    public int Length => InputIds.Length;

    /// <summary>The tokens' ids.</summary>
    public int[] InputIds { get; }

    /// <summary>1 for a token that counts, 0 for padding.</summary>
    public int[] AttentionMask => field ??= _shape.Fill(padding: 0, _ => 1);

    /// <summary>Which segment each token belongs to, as the model numbers them.</summary>
    public int[] TokenTypeIds => field ??= _shape.Fill(padding: 0, piece => piece.TypeId);

    /// <summary>1 for a special token that encoding added or for padding, 0 for the text's own.</summary>
    public int[] SpecialTokensMask => field ??= _shape.Fill(padding: 1, piece => piece.IsSpecial ? 1 : 0);

    /// <summary>Which stretch of its text each token stands for; empty at 0 for added tokens.</summary>
    public TextSpan[] Offsets { get; }

    /// <summary>The tokens as the vocabulary spells them, an added token with the white space that it took along.</summary>
    public IReadOnlyList<string> Tokens => field ??= [.. InputIds.Select((id, at) => Spellings?.GetValueOrDefault(at) ?? _vocabulary.Tokens[id])];

    /// <summary>The number of the word that each token is a part of, counted in its own sequence; null for added tokens.</summary>
    public IReadOnlyList<int?> WordIds => field ??= [.. _words.Select(word => word < 0 ? (int?)null : word)];

    /// <summary>0 for tokens of the first text, 1 for those of the second, null for added ones.</summary>
    public IReadOnlyList<int?> SequenceIds => field ??= _shape.Fill(padding: null, piece => piece.IsSpecial ? (int?)null : piece.Sequence);

    /// <summary>What truncation cut off, encoded likewise; empty unless it was asked for.</summary>
    public IReadOnlyList<TokenEncoding> Overflowing { get; internal init; } = [];

    /// <summary>The tokens, by place, that are spelled otherwise than in the vocabulary; null if all are as there.</summary>
    internal IReadOnlyDictionary<int, string>? Spellings { get; init; }

    /// <summary>The same encoding filled up to a length.</summary>
    internal TokenEncoding Pad(int length, int padId, Side side)
    {
        var overflowing = Overflowing.Count == 0 ? Overflowing : [.. Overflowing.Select(part => part.Pad(length, padId, side))];
        if (length <= Length)
        {
            return ReferenceEquals(overflowing, Overflowing)
                ? this
                : new TokenEncoding(_vocabulary, _shape, InputIds, Offsets, _words) { Overflowing = overflowing, Spellings = Spellings };
        }

        var added = length - Length;
        var shape = side == Side.Right ? _shape with { PaddingAfter = _shape.PaddingAfter + added } : _shape with { PaddingBefore = _shape.PaddingBefore + added };
        return new TokenEncoding(_vocabulary, shape, Widen(InputIds, padId), Widen(Offsets, default), Widen(_words, -1))
        {
            Overflowing = overflowing,
            Spellings = side == Side.Right ? Spellings : Spellings?.ToDictionary(token => token.Key + added, token => token.Value),
        };

        T[] Widen<T>(T[] values, T padding)
        {
            var widened = new T[length];
            var start = side == Side.Right ? 0 : added;
            values.CopyTo(widened, start);
            widened.AsSpan(side == Side.Right ? values.Length : 0, added).Fill(padding);
            return widened;
        }
    }
}
