using TransferLearning.Text;
using TransferLearning.Web.Api;
using TransferLearning.Web.Serving;

namespace TransferLearning.Web.Explaining;

/// <summary>
/// Which words mattered: each word in turn is covered up (Zeiler and Fergus 2014, "Visualizing and Understanding Convolutional
/// Networks", did so with patches of pictures), and its weight is what the label's probability loses by it.
/// In a long text, neighbouring words are covered together, so that the work has a limit.
/// </summary>
internal sealed class Occlusion
{
    private readonly EncodedReview _review;
    private readonly int _coverTokenId;
    private readonly List<Word> _words;
    private readonly int _wordsTogether;

    /// <param name="review">The text.</param>
    /// <param name="coverTokenId">The token that is put in a word's place.</param>
    /// <param name="maxVariants">The most runs of the model.</param>
    public Occlusion(EncodedReview review, int coverTokenId, int maxVariants)
    {
        _review = review;
        _coverTokenId = coverTokenId;
        _words = FindWords(review.Encoding);
        _wordsTogether = Math.Max(1, (_words.Count + maxVariants - 1) / maxVariants);
    }

    /// <summary>The text with each word, or group of words, covered up.</summary>
    public IEnumerable<ModelInput> Variants() => _words.Chunk(_wordsTogether).Select(group =>
    {
        var ids = _review.Encoding.InputIds.ToArray();
        foreach (var word in group)
            ids.AsSpan(word.FirstToken, word.Tokens).Fill(_coverTokenId);
        return new ModelInput(ids, _review.Encoding.TokenTypeIds);
    });

    /// <summary>The words' weights.</summary>
    /// <param name="whole">The scores of the whole text, by label.</param>
    /// <param name="covered">The scores of each variant.</param>
    public IReadOnlyList<WordWeight> Weigh(float[] whole, ReadOnlySpan<float[]> covered)
    {
        var label = Array.IndexOf(whole, whole.Max());
        var weights = new WordWeight[_words.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var span = _words[i].Span;
            weights[i] = new WordWeight
            {
                Text = span.Of(_review.Text),
                Start = span.Start,
                End = span.End,
                Weight = whole[label] - covered[i / _wordsTogether][label],
            };
        }

        return weights;
    }

    private static List<Word> FindWords(TokenEncoding encoding)
    {
        var words = new List<Word>();
        for (var first = 0; first < encoding.Length;)
        {
            var after = first + 1;
            if (encoding.WordIds[first] is { } id)
            {
                while (after < encoding.Length && encoding.WordIds[after] == id)
                    after++;
                words.Add(new Word(first, after - first, new TextSpan(encoding.Offsets[first].Start, encoding.Offsets[after - 1].End)));
            }

            first = after;
        }

        return words;
    }

    private readonly record struct Word(int FirstToken, int Tokens, TextSpan Span);
}
