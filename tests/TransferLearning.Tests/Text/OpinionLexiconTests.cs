using TransferLearning.Tests.Data;
using TransferLearning.Text;

namespace TransferLearning.Tests.Text;

public sealed class OpinionLexiconTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static OpinionLexicon Lexicon { get; } = new(new Dictionary<string, double> { ["good"] = 2, ["awful"] = -3, ["charm"] = 1.5 });

    [Theory]
    [InlineData("A good film.", 2)]
    [InlineData("Good, GOOD charm", 5.5)]
    [InlineData("An awful film with charm", -1.5)]
    [InlineData("Nothing said", 0)]
    [InlineData("", 0)]
    public void The_score_is_the_sum_of_the_valences(string text, double score) => Assert.Equal(score, Lexicon.Score(text), 1e-9);

    [Theory]
    [InlineData("not good", -1.48)]
    [InlineData("It isn't very good", -1.48)]
    [InlineData("It isn’t good", -1.48)]
    [InlineData("never a really good film", -1.48)]
    [InlineData("not one of them was good", 2)]
    [InlineData("not awful", 2.22)]
    public void A_negation_turns_the_valence_of_a_word_within_three_words(string text, double score) => Assert.Equal(score, Lexicon.Score(text), 1e-9);

    [Fact]
    public void Polarity_is_known_where_the_score_reaches_the_threshold()
    {
        Assert.Equal(1, Lexicon.Polarity("good"));
        Assert.Equal(0, Lexicon.Polarity("awful"));
        Assert.Null(Lexicon.Polarity("a film"));
        Assert.Null(Lexicon.Polarity("good", threshold: 2.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Lexicon.Polarity("good", 0));
    }

    [Fact]
    public void Lists_are_joined_and_a_word_in_both_has_the_mean()
    {
        var csv = _folder.Write("words.csv", "word,valence\ngood,3\nwell made,2\n");
        var tsv = _folder.Write("words.txt", "good\t1.9\t0.9\t[2, 2]\n:-)\t1.3\t1\t[1]\nawful\t-2.5\t0.5\t[-3]\n");

        var lexicon = OpinionLexicon.Load(csv, tsv);

        Assert.Equal(2, lexicon.Count);
        Assert.Equal(2.45, lexicon.Score("good"), 1e-9);
        Assert.Equal(-2.5, lexicon.Score("awful"), 1e-9);
    }

    [Fact]
    public void A_file_without_words_is_an_error()
    {
        var path = _folder.Write("empty.csv", "word,valence\n");

        Assert.Contains("empty.csv", Assert.Throws<InvalidDataException>(() => OpinionLexicon.Load(path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
