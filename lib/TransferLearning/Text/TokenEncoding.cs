using System.Collections.ObjectModel;

namespace TransferLearning.Text;

/// <summary>
/// A text as a model reads it: one entry a token in each of the lists. The names are those of Hugging Face's <c>BatchEncoding</c>.
/// </summary>
public sealed class TokenEncoding
{
    private readonly TokenVocabulary _vocabulary;
    private readonly int[] _words;
    private readonly int[] _sequences;

    internal TokenEncoding(
        TokenVocabulary vocabulary, int[] inputIds, int[] attentionMask, int[] tokenTypeIds, int[] specialTokensMask, TextSpan[] offsets, int[] words, int[] sequences)
    {
        _vocabulary = vocabulary;
        InputIds = inputIds;
        AttentionMask = attentionMask;
        TokenTypeIds = tokenTypeIds;
        SpecialTokensMask = specialTokensMask;
        Offsets = offsets;
        _words = words;
        _sequences = sequences;
    }

    /// <summary>How many tokens there are, padding included.</summary>
    public int Length => InputIds.Length;

    /// <summary>The tokens' ids.</summary>
    public int[] InputIds { get; }

    /// <summary>1 for a token that counts, 0 for padding.</summary>
    public int[] AttentionMask { get; }

    /// <summary>Which segment each token belongs to, as the model numbers them.</summary>
    public int[] TokenTypeIds { get; }

    /// <summary>1 for a special token that encoding added or for padding, 0 for the text's own.</summary>
    public int[] SpecialTokensMask { get; }

    /// <summary>Which stretch of its text each token stands for; empty at 0 for added tokens.</summary>
    public TextSpan[] Offsets { get; }

    /// <summary>The tokens as the vocabulary spells them, an added token with the white space that it took along.</summary>
    public IReadOnlyList<string> Tokens => field ??= [.. InputIds.Select((id, at) => Spellings.GetValueOrDefault(at) ?? _vocabulary.Tokens[id])];

    /// <summary>The number of the word that each token is a part of, counted in its own sequence; null for added tokens.</summary>
    public IReadOnlyList<int?> WordIds => field ??= [.. _words.Select(word => word < 0 ? (int?)null : word)];

    /// <summary>0 for tokens of the first text, 1 for those of the second, null for added ones.</summary>
    public IReadOnlyList<int?> SequenceIds => field ??= [.. _sequences.Select(sequence => sequence < 0 ? (int?)null : sequence)];

    /// <summary>What truncation cut off, encoded likewise; empty unless it was asked for.</summary>
    public IReadOnlyList<TokenEncoding> Overflowing { get; internal init; } = [];

    /// <summary>The tokens, by place, that are spelled otherwise than in the vocabulary.</summary>
    internal IReadOnlyDictionary<int, string> Spellings { get; init; } = ReadOnlyDictionary<int, string>.Empty;

    /// <summary>The same encoding filled up to a length.</summary>
    internal TokenEncoding Pad(int length, int padId, Side side)
    {
        var overflowing = Overflowing.Count == 0 ? Overflowing : [.. Overflowing.Select(part => part.Pad(length, padId, side))];
        if (length <= Length)
        {
            return ReferenceEquals(overflowing, Overflowing) ? this : With(overflowing);
        }

        return new TokenEncoding(
            _vocabulary,
            Fill(InputIds, padId),
            Fill(AttentionMask, 0),
            Fill(TokenTypeIds, 0),
            Fill(SpecialTokensMask, 1),
            Fill(Offsets, default),
            Fill(_words, -1),
            Fill(_sequences, -1))
        {
            Overflowing = overflowing,
            Spellings = side == Side.Right ? Spellings : Spellings.ToDictionary(token => token.Key + length - Length, token => token.Value),
        };

        T[] Fill<T>(T[] values, T padding)
        {
            var filled = new T[length];
            var start = side == Side.Right ? 0 : length - values.Length;
            filled.AsSpan().Fill(padding);
            values.CopyTo(filled, start);
            return filled;
        }
    }

    private TokenEncoding With(IReadOnlyList<TokenEncoding> overflowing) =>
        new(_vocabulary, InputIds, AttentionMask, TokenTypeIds, SpecialTokensMask, Offsets, _words, _sequences) { Overflowing = overflowing, Spellings = Spellings };
}
